import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "vitest";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { openProgress } from "#shared/progress/progress-store.ts";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { openRun } from "#shared/runs/run.ts";
import { forgetChanged } from "./changed-course.ts";
import { CourseGuard } from "./course-guard.ts";
import { restoreCourse } from "./restore-course.ts";

const checkFolder = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(dirname(checkFolder));

let course: string;
let lesson: Lesson;
let guard: CourseGuard;

beforeEach(() => {
  course = mkdtempSync(join(hoodFolder(root, "tests"), "guarded-"));
  cpSync(join(checkFolder, "fixtures", "course"), course, { recursive: true });
  [lesson] = readCourse(course).lessons as [Lesson];
  guard = new CourseGuard(course);
  return () => rmSync(course, { recursive: true, force: true });
});

const testFile = "lessons/01-greeting/lesson.test.ts";
const solution = "solutions/01-greeting/src/server.ts";
const otherSource = "lessons/02-notes/src/server.ts";

const at = (file: string) => join(course, file);
const read = (file: string) => readFileSync(at(file), "utf8");
const append = (file: string, text = "// changed\n") => appendFileSync(at(file), text);
const list = () => at(".hood/changed-course.json");

/** A run of the learner's lesson in which something happens on the disk. */
const runWith = (happens: () => unknown = () => undefined, sourceFolder = lesson.folder) =>
  guard.watch(lesson, sourceFolder, async () => {
    await happens();
    return { ends: [] };
  });

/** What lies in the backups, by path. */
function backups(): Map<string, string> {
  const folder = at(".hood/backups");
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  const paths = files.filter((file) => statSync(join(folder, file)).isFile());
  const plain = (file: string) => file.replaceAll("\\", "/").replace(/^[^/]+\//, "");
  return new Map(paths.map((file) => [plain(file), readFileSync(join(folder, file), "utf8")]));
}

test("a course file that changed during a run is trouble, and stays trouble until it is put back", async () => {
  const before = read(testFile);

  const changed = await runWith(() => append(testFile));
  const refused = await runWith(() => expect.unreachable("nothing must run"));
  const afterwards = await new CourseGuard(course).watch(lesson, lesson.folder, () => expect.unreachable("nor here"));
  const restored = restoreCourse(course);
  const run = await runWith();

  expect(changed.trouble?.split("\n")).toEqual([
    `This file of the course changed while the tests ran: ${testFile}.`,
    "The lesson's code did it, or somebody else (git, an editor). Tests that change meanwhile prove nothing.",
    "To put back what was there: npm run reset -- --course-files. If the change is meant: npm run reset -- --course-files --keep",
  ]);
  expect(refused.trouble).toMatch(/^This file of the course changed while tests ran and holds that change still: /);
  expect(afterwards.trouble).toBe(refused.trouble);
  expect(restored.files).toEqual([{ file: testFile, how: "put-back" }]);
  expect(read(testFile)).toBe(before);
  expect(backups()).toEqual(
    new Map([
      [`before/${testFile}`, before],
      [`changed/${testFile}`, `${before}// changed\n`],
    ]),
  );
  expect(run).toEqual({ ends: [] });
  expect(restoreCourse(course)).toEqual({ files: [], backups: [] });
});

test("what is edited, added and removed between two runs is not noticed", async () => {
  await runWith();
  append(testFile);
  writeFileSync(at("lessons/01-greeting/new.md"), "new\n");
  rmSync(at(solution));

  expect(await runWith()).toEqual({ ends: [] });
  expect(existsSync(at(".hood/backups"))).toBe(false);
});

test("three files are named, and the number of the others", async () => {
  const { trouble } = await runWith(() => {
    for (const name of ["a.md", "b.md", "c.md", "d.md", "e.md"]) writeFileSync(at(`lessons/${name}`), "new\n");
  });

  expect(trouble?.split("\n")[0]).toBe(
    "These files of the course changed while the tests ran: lessons/a.md, lessons/b.md, lessons/c.md and 2 more.",
  );
});

test("the content of an update, or of an author, clears the memory of a change by itself", async () => {
  const before = read(testFile);
  await runWith(() => append(testFile));
  writeFileSync(at(testFile), `${before}// the newer course's\n`);

  expect(await runWith()).toEqual({ ends: [] });
  expect(existsSync(list())).toBe(false);
});

test("an author can take a change for the course's", async () => {
  await runWith(() => append(testFile));
  forgetChanged(course);

  expect(await runWith()).toEqual({ ends: [] });
  expect(read(testFile)).toMatch(/\/\/ changed\n$/);
});

test("a save in the lesson's own src is nothing to speak of; in another lesson's, what was there is kept", async () => {
  const before = read(otherSource);

  const own = await runWith(() => append("lessons/01-greeting/src/server.ts"));
  const other = await runWith(() => append(otherSource));
  const next = await runWith();

  expect(own).toEqual({ ends: [] });
  expect(other).toEqual({
    ends: [],
    note: expect.stringMatching(/^lessons\/02-notes\/src\/server\.ts changed while /),
  });
  expect(other.note).toMatch(/is kept in \.hood\/backups\/course-[^/]+\/before\.$/);
  expect(backups()).toEqual(new Map([[`before/${otherSource}`, before]]));
  expect(next).toEqual({ ends: [] });
});

test("the course's own saves of progress are known; another hand in it is not", async () => {
  await using run = await openRun(course);
  const progress = openProgress(course, run);

  const first = await runWith(() => progress.begin("greeting"));
  const second = await runWith(() => progress.begin("notes"));
  const saved = read(".hood/progress.json");
  const forged = await runWith(() => writeFileSync(at(".hood/progress.json"), saved.replace("greeting", "forged")));
  restoreCourse(course);

  expect([first, second]).toEqual([{ ends: [] }, { ends: [] }]);
  expect(forged.trouble).toContain(".hood/progress.json");
  expect(read(".hood/progress.json")).toBe(saved);
});

test("files of editors and systems are passed over, and what a run puts back itself", async () => {
  const run = await runWith(() => {
    for (const name of [".lesson.test.ts.swp", "lesson.test.ts~", "4913", ".DS_Store", "README.md.tmp", "npm.log"]) {
      writeFileSync(at(`lessons/01-greeting/${name}`), "not ours\n");
    }
    const before = read(testFile);
    append(testFile);
    writeFileSync(at(testFile), before);
  });

  expect(run).toEqual({ ends: [] });
});

test("files that were added go, those that were removed or replaced come back", async () => {
  const before = { test: read(testFile), yaml: read("lessons/02-notes/lesson.yaml"), solution: read(solution) };
  await runWith(() => {
    mkdirSync(at("solutions/01-greeting/new/deep"), { recursive: true });
    writeFileSync(at("solutions/01-greeting/new/deep/added.ts"), "added\n");
    rmSync(at("lessons/02-notes"), { recursive: true });
    rmSync(at(testFile));
    mkdirSync(at(testFile));
    writeFileSync(join(at(testFile), "inside.txt"), "inside\n");
  });

  const { files } = restoreCourse(course);

  expect(files).toContainEqual({ file: "solutions/01-greeting/new/deep/added.ts", how: "taken-away" });
  expect(files).toContainEqual({ file: "lessons/02-notes/lesson.yaml", how: "there-again" });
  expect(files).toContainEqual({ file: testFile, how: "there-again" });
  expect(existsSync(at("solutions/01-greeting/new"))).toBe(false);
  expect({ test: read(testFile), yaml: read("lessons/02-notes/lesson.yaml"), solution: read(solution) }).toEqual(
    before,
  );
  expect(backups().get(`changed/${testFile}/inside.txt`)).toBe("inside\n");
});

// Windows lets only administrators make links.
test.skipIf(process.platform === "win32")("a link in the place of a folder leads no restored file out", async () => {
  const outside = mkdtempSync(join(hoodFolder(root, "tests"), "outside-"));
  const before = read(solution);
  await runWith(() => {
    rmSync(at("solutions/01-greeting"), { recursive: true });
    symlinkSync(outside, at("solutions/01-greeting"));
  });

  restoreCourse(course);

  expect(read(solution)).toBe(before);
  expect(readdirSync(outside)).toEqual([]);
  rmSync(outside, { recursive: true });
});

test("a backup that is not whole changes nothing, and the change stays remembered", async () => {
  await runWith(() => {
    append(testFile);
    append(solution);
  });
  const [backup = ""] = readdirSync(at(".hood/backups"));
  writeFileSync(at(`.hood/backups/${backup}/before/${solution}`), "somebody was here\n");

  expect(() => restoreCourse(course)).toThrow(`git restore ${solution}`);
  expect(read(testFile)).toMatch(/\/\/ changed\n$/);
  expect((await runWith()).trouble).toContain("still");
});

test("a list of changes that the course did not write is not believed", async () => {
  await runWith(() => append(testFile));
  const forged = { version: 1, files: [{ file: "../../victim", before: null, changed: "x", backup: "course-1" }] };
  for (const text of ["not JSON", JSON.stringify(forged)]) {
    writeFileSync(list(), text);

    await expect(runWith()).rejects.toThrow("is not as the course wrote it");
    expect(() => restoreCourse(course)).toThrow("is not as the course wrote it");
  }
});

test("of two changes in a row, seen by two checks at once, what was there before the first comes back", async () => {
  const before = read(testFile);
  const firstIsOver = Promise.withResolvers<void>();
  const other = new CourseGuard(course);
  let second: Promise<unknown> | undefined;

  await runWith(() => {
    append(testFile);
    second = other.watch(lesson, lesson.folder, async () => {
      await firstIsOver.promise;
      append(testFile, "// and again\n");
      return { ends: [] };
    });
  });
  firstIsOver.resolve();

  expect(await second).toMatchObject({ trouble: expect.stringContaining(testFile) });
  restoreCourse(course);
  expect(read(testFile)).toBe(before);
});

test("an author may edit the course while its own solutions are judged, but not what judges them", async () => {
  const elsewhere = await runWith(() => append("lessons/02-notes/lesson.test.ts"), lesson.solutionFolder);
  const here = await runWith(() => append(testFile), join(lesson.solutionFolder, "starter"));

  expect(elsewhere).toEqual({ ends: [] });
  expect(here.trouble).toContain(`changed while the tests ran: ${testFile}.`);
  expect(existsSync(list())).toBe(false);
});

test("a run that breaks off is looked at too", async () => {
  const broken = runWith(() => {
    append(testFile);
    throw new Error("the machine failed");
  });

  await expect(broken).rejects.toThrow("the machine failed");
  expect((await runWith()).trouble).toContain(testFile);
});
