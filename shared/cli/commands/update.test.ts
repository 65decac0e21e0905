import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { repositoryRoot } from "../session.ts";
import { runToEnd } from "../testing/fixture-course.ts";

/* A course as it was published, and a learner's copy of it. */

interface Copies extends Disposable {
  readonly published: string;
  readonly mine: string;
}

const starter = "export const greeting = 1;\n\n\n\nexport const farewell = 2;\n";

function write(folder: string, files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
}

const read = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");

function publish(): Copies {
  const home = mkdtempSync(join(hoodFolder(repositoryRoot, "tests"), "update-"));
  const [published, mine] = [join(home, "published"), join(home, "mine")];
  cpSync(join(repositoryRoot, "shared/check/fixtures/course"), published, { recursive: true });
  for (const lesson of ["01-greeting", "02-notes"]) {
    write(published, { [`lessons/${lesson}/src/words.ts`]: starter, [`lessons/${lesson}/README.md`]: "# Old\n" });
    cpSync(join(published, "lessons", lesson, "src"), join(published, "solutions", lesson, "starter/src"), {
      recursive: true,
    });
  }
  write(published, { ".gitignore": ".hood/\n", "gone.md": "old\n" });
  return { published, mine, [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }) };
}

function git(folder: string, ...words: string[]): string {
  const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"];
  return execFileSync("git", [...who, ...words], { cwd: folder, encoding: "utf8" }).trim();
}

function commit(folder: string, title: string): void {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", title);
}

/** The author renumbers lesson 02, changes texts and one starter, adds a file and removes one. */
function publishNewer({ published }: Copies): void {
  for (const half of ["lessons", "solutions"])
    renameSync(join(published, half, "02-notes"), join(published, half, "03-notes"));
  const changed = starter.replace("farewell = 2", "farewell = 3");
  for (const folder of [
    "lessons/01-greeting",
    "solutions/01-greeting/starter",
    "lessons/03-notes",
    "solutions/03-notes/starter",
  ])
    write(published, { [`${folder}/src/words.ts`]: changed });
  write(published, { "lessons/01-greeting/README.md": "# New\n", "more.md": "new\n" });
  rmSync(join(published, "gone.md"));
}

function clone(copies: Copies): void {
  git(copies.published, "init", "--quiet");
  commit(copies.published, "Publish the course");
  git(copies.published, "clone", "--quiet", ".", copies.mine);
  git(copies.mine, "config", "user.name", "Ada");
  git(copies.mine, "config", "user.email", "ada@example.org");
}

const server = "lessons/01-greeting/src/server.ts";
const solved = "// solved by Ada\n";

test("edited files keep every edit, all else becomes the newer course, and edits not committed stay so", async () => {
  using copies = publish();
  const { published, mine } = copies;
  clone(copies);
  write(mine, {
    [server]: solved,
    "lessons/02-notes/src/words.ts": starter.replace("greeting = 1", "greeting = 9"),
    "lessons/02-notes/src/own.ts": "mine\n",
  });
  publishNewer(copies);
  commit(published, "Publish a newer course");

  const update = await runToEnd("update", ["--course", mine]);

  expect(update.output).toContain("02-notes is now 03-notes");
  expect(update.code).toBe(0);
  expect(read(mine, server)).toBe(solved);
  expect(read(mine, "lessons/01-greeting/src/words.ts")).toContain("farewell = 3");
  expect(read(mine, "lessons/03-notes/src/words.ts")).toBe(
    starter.replace("greeting = 1", "greeting = 9").replace("farewell = 2", "farewell = 3"),
  );
  expect(read(mine, "lessons/03-notes/src/own.ts")).toBe("mine\n");
  expect(read(mine, "lessons/01-greeting/README.md")).toBe("# New\n");
  expect([
    existsSync(join(mine, "more.md")),
    existsSync(join(mine, "gone.md")),
    existsSync(join(mine, "lessons/02-notes")),
  ]).toEqual([true, false, false]);
  expect(git(mine, "rev-parse", "HEAD")).toBe(git(published, "rev-parse", "HEAD"));
  expect(
    git(mine, "status", "--porcelain")
      .split("\n")
      .map((line) => line.trim()),
  ).toEqual([`M ${server}`, "M lessons/03-notes/src/words.ts", "?? lessons/03-notes/src/own.ts"]);
  const again = await runToEnd("update", ["--course", mine]);
  expect(again).toMatchObject({ code: 0, output: "You have the newest course already." });
});

test("commits of the learner's own are merged; the same lines changed twice stay the learner's and are named", async () => {
  using copies = publish();
  const { published, mine } = copies;
  clone(copies);
  write(mine, {
    "lessons/01-greeting/src/words.ts": starter.replace("farewell = 2", "farewell = 7"),
    "lessons/01-greeting/README.md": "# My notes\n",
  });
  commit(mine, "Solve it");
  write(mine, { [server]: solved });
  publishNewer(copies);
  commit(published, "Publish a newer course");

  const { output, code } = await runToEnd("update", ["--course", mine]);

  expect(code).toBe(0);
  expect(output).toMatch(/yours was kept as it is.*\n {2}lessons\/01-greeting\/src\/words\.ts/);
  expect(output).toMatch(/yours are in the backup:\n {2}lessons\/01-greeting\/README\.md/);
  expect(read(mine, "lessons/01-greeting/src/words.ts")).toContain("farewell = 7");
  const backup = /^Backup: (.*)$/m.exec(output)?.[1] ?? "";
  expect(read(backup, "lessons/01-greeting/README.md")).toBe("# My notes\n");
  expect(read(mine, "lessons/01-greeting/README.md")).toBe("# New\n");
  expect(git(mine, "log", "-1", "--format=%s %p").split(" ")).toHaveLength(5);
  expect(git(mine, "merge-base", "HEAD", "origin/main")).toBe(git(published, "rev-parse", "HEAD"));
  expect(git(mine, "status", "--porcelain")).toBe(`M ${server}`);
});

test("a copy without git is updated from a folder, and progress under a lesson's id goes with its new number", async () => {
  using copies = publish();
  const { published, mine } = copies;
  cpSync(published, mine, { recursive: true });
  cpSync(join(mine, "solutions/02-notes/src"), join(mine, "lessons/02-notes/src"), { recursive: true });
  const passed = await runToEnd("check", ["02", "--course", mine]);
  expect(passed.code).toBe(0);
  publishNewer(copies);

  const without = await runToEnd("update", ["--course", mine]);
  const update = await runToEnd("update", ["--course", mine, "--from", published]);
  const list = await runToEnd("list", ["--course", mine, "--json"]);

  expect(without).toMatchObject({ code: 2, output: expect.stringContaining("This copy is not in git.") });
  expect(update.code).toBe(0);
  expect(readdirSync(join(mine, "lessons"))).toEqual(["01-greeting", "03-notes", "course.yaml"]);
  const [, notes] = (JSON.parse(list.output) as { lessons: unknown[] }).lessons;
  expect(notes).toMatchObject({ lesson: "notes", name: "03-notes", state: "passed" });
});

test("staged changes and an unfinished merge are left alone, with the way out", async () => {
  using copies = publish();
  clone(copies);
  write(copies.mine, { [server]: solved });
  git(copies.mine, "add", server);

  const { code, output } = await runToEnd("update", ["--course", copies.mine]);

  expect(code).toBe(2);
  expect(output).toContain("Changes are staged for a commit.");
  expect(read(copies.mine, server)).toBe(solved);
});
