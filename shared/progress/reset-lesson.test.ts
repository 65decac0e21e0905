import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copyFixtureCourse } from "#shared/cli/testing/fixture-course.ts";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { findLesson } from "#shared/lessons/find-lesson.ts";
import { listFiles } from "#shared/lessons/list-files.ts";
import { listBackups } from "./backups.ts";
import { resetLesson, undoReset } from "./reset-lesson.ts";
import { keepStarter } from "./starters.ts";

/** A lesson whose starter has three files. */
function openLesson() {
  const course = copyFixtureCourse();
  const lesson = findLesson(readCourse(course.folder).lessons, "greeting");
  write(lesson, "src/app.ts", "// TODO 1: größer\r\n");
  write(lesson, "src/cards/routes.ts", "// TODO 2\n");
  keepStarter(lesson);
  return { lesson, folder: course.folder, [Symbol.dispose]: course[Symbol.dispose] };
}

function write(lesson: Lesson, file: string, content: string): void {
  mkdirSync(join(lesson.folder, file, ".."), { recursive: true });
  writeFileSync(join(lesson.folder, file), content);
}

const read = (lesson: Lesson, file: string) => readFileSync(join(lesson.folder, file), "utf8");

/** Every file of the lesson's folder, also those outside src, with its content. */
const stateOf = ({ folder }: Lesson) =>
  Object.fromEntries(listFiles(folder).map((file) => [file, readFileSync(join(folder, file)).toString("latin1")]));

const undoLast = (lesson: Lesson) => {
  const [newest] = listBackups(lesson);
  return newest && undoReset(lesson, newest);
};

/** Work of a learner: a file changed, one deleted, one added. */
function work(lesson: Lesson): void {
  write(lesson, "src/app.ts", "// done, schöner als größer\r\n");
  rmSync(join(lesson.folder, "src/cards/routes.ts"));
  write(lesson, "src/mine/too.ts", "export {};\n");
}

test("a reset brings back the starter, and takes away what was added, and nothing outside src", () => {
  using course = openLesson();
  const { lesson } = course;
  const atStart = stateOf(lesson);
  work(lesson);

  const done = resetLesson(lesson);

  expect(done?.changes).toEqual([
    { file: "src/app.ts", change: "changed" },
    { file: "src/cards/routes.ts", change: "missing" },
    { file: "src/mine/too.ts", change: "added" },
  ]);
  expect(stateOf(lesson)).toEqual(atStart);
  expect(readdirSync(join(lesson.folder, "src")).sort()).toEqual(["app.ts", "cards", "server.ts"]);
});

test("an undo brings the learner's files back to the byte, a second one the starter, a third one the files again", () => {
  using course = openLesson();
  const { lesson } = course;
  const atStart = stateOf(lesson);
  work(lesson);
  const worked = stateOf(lesson);
  resetLesson(lesson);

  const undone = undoLast(lesson);
  const afterUndo = stateOf(lesson);
  undoLast(lesson);
  const afterRedo = stateOf(lesson);
  undoLast(lesson);

  expect(undone?.changes.map(({ change }) => change)).toEqual(["changed", "added", "missing"]);
  expect(afterUndo).toEqual(worked);
  expect(afterRedo).toEqual(atStart);
  expect(stateOf(lesson)).toEqual(worked);
  expect(listBackups(lesson).map(({ before }) => before)).toEqual(["undo", "reset", "undo", "reset"]);
});

test("what was written after a reset is kept by the undo, and comes back with the next", () => {
  using course = openLesson();
  const { lesson } = course;
  work(lesson);
  resetLesson(lesson);
  write(lesson, "src/app.ts", "// a second try\n");

  undoLast(lesson);
  const afterUndo = read(lesson, "src/app.ts");
  undoLast(lesson);

  expect(afterUndo).toBe("// done, schöner als größer\r\n");
  expect(read(lesson, "src/app.ts")).toBe("// a second try\n");
});

test("one file is put back alone, and its undo leaves later work on the others alone", () => {
  using course = openLesson();
  const { lesson } = course;
  work(lesson);

  const done = resetLesson(lesson, "src/app.ts");
  write(lesson, "src/mine/too.ts", "export const later = true;\n");
  undoLast(lesson);

  expect(done?.changes).toEqual([{ file: "src/app.ts", change: "changed" }]);
  expect(read(lesson, "src/app.ts")).toBe("// done, schöner als größer\r\n");
  expect(read(lesson, "src/mine/too.ts")).toBe("export const later = true;\n");
  expect(existsSync(join(lesson.folder, "src/cards/routes.ts"))).toBe(false);
});

test("the backup of one file's reset holds the whole src", () => {
  using course = openLesson();
  work(course.lesson);

  const done = resetLesson(course.lesson, "src/app.ts");

  expect(listFiles(done?.backup.folder ?? "")).toEqual([
    "backup.json",
    "src/app.ts",
    "src/mine/too.ts",
    "src/server.ts",
  ]);
});

test("a needless reset does nothing and makes no backup", () => {
  using course = openLesson();
  const { lesson } = course;

  expect(resetLesson(lesson)).toBeUndefined();
  expect(resetLesson(lesson, "src/app.ts")).toBeUndefined();

  expect(listBackups(lesson)).toEqual([]);
});

test("an src that is gone as a whole comes back, and an undo takes it away", () => {
  using course = openLesson();
  const { lesson } = course;
  const atStart = stateOf(lesson);
  rmSync(join(lesson.folder, "src"), { recursive: true });

  resetLesson(lesson);
  const afterReset = stateOf(lesson);
  undoLast(lesson);

  expect(afterReset).toEqual(atStart);
  expect(readdirSync(join(lesson.folder, "src"))).toEqual([]);
});

test("a backup that cannot be made stops the reset before anything is changed", () => {
  using course = openLesson();
  const { lesson } = course;
  work(lesson);
  const worked = stateOf(lesson);
  mkdirSync(join(course.folder, ".hood"), { recursive: true });
  writeFileSync(join(course.folder, ".hood/backups"), "a file in the place of the folder");

  expect(() => resetLesson(lesson)).toThrow(/^01-greeting could not be backed up, so nothing was changed: /);

  expect(stateOf(lesson)).toEqual(worked);
});

test("a file that cannot be read stops the reset before anything is changed", () => {
  using course = openLesson();
  const { lesson } = course;
  work(lesson);
  rmSync(join(lesson.folder, "src/server.ts"));
  write(lesson, "src/server.ts/inside.ts", "a folder in the place of the file");
  const worked = stateOf(lesson);

  expect(() => resetLesson(lesson)).toThrow(/^The files of 01-greeting cannot be read, so nothing was changed: EISDIR/);

  expect(stateOf(lesson)).toEqual(worked);
  expect(listBackups(lesson)).toEqual([]);
});

test("a starter that is gone is said, and the learner's files stay", () => {
  using course = openLesson();
  const { lesson } = course;
  work(lesson);
  const worked = stateOf(lesson);
  rmSync(lesson.solutionFolder, { recursive: true });

  expect(() => resetLesson(lesson)).toThrow(/starter.src is missing\. To get it back .*: git restore solutions$/);

  expect(stateOf(lesson)).toEqual(worked);
});
