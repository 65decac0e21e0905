import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { repositoryRoot } from "../session.ts";
import { copyFixtureCourse, runToEnd } from "../testing/fixture-course.ts";

const files = ["lessons/01-greeting/lesson.test.ts", "solutions/01-greeting/src/server.ts", ".hood/progress.json"];

/*
 * A service that lays other files over the course's, through the system's own command: a wall that Node keeps around the
 * service, where there is one, does not reach that far.
 */
function cheat(forged: string, course: string): string {
  const copy = process.platform === "win32" ? "xcopy /e /y /i" : "cp -R";
  const from = process.platform === "win32" ? forged : `${forged}/.`;
  return `
import { execSync } from "node:child_process";
import { createServer } from "node:http";

createServer((_request, response) => response.end("{}")).listen(Number(process.env.PORT), "127.0.0.1", () =>
  execSync(${JSON.stringify(`${copy} "${from}" "${course}"`)}),
);
`;
}

function openFixture() {
  const course = copyFixtureCourse("changed course");
  const source = join(course.folder, "lessons/01-greeting/src/server.ts");
  return {
    folder: course.folder,
    contents: () => files.map((file) => readFileSync(join(course.folder, file), "utf8")),
    source,
    /** Makes the learner's service one that gives a file of the course another content. */
    willForge(contents: ReadonlyMap<string, string>) {
      const forged = join(course.folder, "forged");
      rmSync(forged, { recursive: true, force: true });
      for (const [file, content] of contents) {
        mkdirSync(dirname(join(forged, file)), { recursive: true });
        writeFileSync(join(forged, file), content);
      }
      writeFileSync(source, cheat(forged, course.folder));
    },
    run: (command: string, ...words: string[]) => runToEnd(command, [...words, "--course", course.folder]),
    [Symbol.dispose]: course[Symbol.dispose],
  };
}

test("a service that edits the course from another process turns nothing green, and one command puts all back", async () => {
  using course = openFixture();
  await course.run("check", "1"); // the lesson is begun: there is progress to forge
  const before = course.contents();
  const [judge = "", solution = "", progress = ""] = before;
  const pass = '"tasks": [1], "passed": "2026-01-01T00:00:00.000Z"';
  const forged = [
    judge.replaceAll(/answer\.mustBe.*/g, ""),
    `${solution}// spoilt\n`,
    progress.replace('"tasks": []', pass),
  ];
  course.willForge(new Map(files.map((file, index) => [file, forged[index] ?? ""])));

  const cheated = await course.run("check", "1");
  const changed = course.contents();
  writeFileSync(course.source, readFileSync(join(repositoryRoot, "shared/check/fixtures/course", files[1] ?? "")));
  const refused = await course.run("check", "1");
  const restored = await course.run("reset", "--course-files");
  const afterwards = course.contents();
  const again = await course.run("reset", "--course-files");
  const passed = await course.run("check", "1");

  expect(cheated.code, cheated.output).toBe(2);
  expect(cheated.output).toMatch(/^COULD NOT RUN {2}01 Greeting/);
  expect(cheated.output).toContain("npm run reset -- --course-files");
  expect(changed).toEqual(forged);
  expect(forged[2]).toContain("passed");
  expect(refused.code, refused.output).toBe(2);
  expect(refused.output).toContain("Nothing was run");
  expect(restored.code, restored.output).toBe(0);
  expect(restored.output).toMatch(/^3 files of the course are as they were\.\n/);
  for (const file of files) expect(restored.output).toContain(`  ${file}: put back\n`);
  expect(afterwards).toEqual(before);
  expect(again).toEqual({
    code: 0,
    output: "No file of the course holds a change from while tests ran. Nothing was changed.",
  });
  expect(passed.code, passed.output).toBe(0);
});

test("an author keeps a change, and checks run again; a broken lesson.yaml does not stand in the way", async () => {
  using course = openFixture();
  const yaml = join(course.folder, "lessons/02-notes/lesson.yaml");
  course.willForge(new Map([["lessons/02-notes/lesson.yaml", "id: [\n"]]));
  const text = readFileSync(yaml, "utf8");

  const broken = await course.run("check", "1");
  const restored = await course.run("reset", "--course-files");
  const whole = readFileSync(yaml, "utf8");
  const brokenAgain = await course.run("check", "1");
  const kept = await course.run("reset", "--course-files", "--keep");

  expect([broken.code, brokenAgain.code], broken.output).toEqual([2, 2]);
  expect(restored.code, restored.output).toBe(0);
  expect(whole).toBe(text);
  expect(kept.output).toMatch(/^This file counts as the course's from now on:\n {2}lessons\/02-notes\/lesson\.yaml\n/);
  expect(readFileSync(yaml, "utf8")).toBe("id: [\n");
  expect(existsSync(join(course.folder, ".hood/changed-course.json"))).toBe(false);
});

test("--course-files is asked for alone, and --keep with it", async () => {
  const folder = mkdtempSync(join(hoodFolder(repositoryRoot, "tests"), "empty-"));
  const words = [
    ["5", "--course-files"],
    ["--course-files", "--undo"],
    ["--course-files", "--list"],
    ["5", "--keep"],
  ];

  const ends = await Promise.all(words.map((each) => runToEnd("reset", [...each, "--course", folder])));

  expect(ends.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
  for (const { output } of ends.slice(0, 3)) expect(output).toMatch(/^--course-files is about the whole course: /);
  expect(ends[3]?.output).toMatch(/^--keep goes with --course-files\./);
  rmSync(folder, { recursive: true });
});
