import { lstatSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "vitest";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { CourseFiles } from "./course-files.ts";
import { isGuarded } from "./guarded.ts";

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const lesson = "lessons/01-greeting/lesson.test.ts";

let course: string;

beforeEach(() => {
  course = mkdtempSync(join(hoodFolder(root, "tests"), "files-"));
  write(lesson, "one\n");
  return () => rmSync(course, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  const path = join(course, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const aMinuteLater = () => Date.now() + 60_000;

test("a change that leaves size and time as they were is seen by the time that no program can set", () => {
  const path = join(course, lesson);
  const hourAgo = new Date(Date.now() - 3_600_000);
  utimesSync(path, hourAgo, hourAgo);
  const files = new CourseFiles(course, { now: aMinuteLater });
  files.look();
  const { ctimeMs } = statSync(path);

  do {
    write(lesson, "two\n");
    utimesSync(path, hourAgo, hourAgo);
  } while (statSync(path).ctimeMs === ctimeMs); // within one tick of the drive's clock

  expect(files.look()).toEqual([{ file: lesson, before: Buffer.from("one\n") }]);
});

test("a file is read again while its time could still hide a change, and not later", () => {
  const known = lstatSync(join(course, lesson));
  const lstat = ((path: string, options: object) =>
    path.endsWith("lesson.test.ts") ? known : lstatSync(path, options)) as typeof lstatSync;
  const soon = new CourseFiles(course, { lstat });
  const late = new CourseFiles(course, { lstat, now: aMinuteLater });
  soon.look();
  late.look();

  write(lesson, "two\n");

  expect(soon.look()).toEqual([{ file: lesson, before: Buffer.from("one\n") }]);
  expect(late.look()).toEqual([]);
});

test("all that judges a lesson is guarded, and what a learner writes is looked at too", () => {
  const guarded = [
    "lessons/course.yaml",
    "lessons/05-card-shelf/README.md",
    "lessons/05-card-shelf/schema.sql",
    "solutions/05-card-shelf/mistakes/none/src/app.ts",
    "shared/bench/index.ts",
    "package-lock.json",
    ".npmrc",
    ".hood/progress.json",
  ];
  const learners = ["lessons/05-card-shelf/src/app.ts"];
  const others = [
    "README.md",
    "notes.txt",
    "docs/authors.md",
    "lessons/05-card-shelf/node_modules/pg/index.js",
    "shared/bench/client/answer.test.ts",
    "shared/check/fixtures/course/lessons/course.yaml",
    ".hood/progress.copy.json",
    ".git/config",
  ];
  rmSync(join(course, lesson));
  for (const file of [...guarded, ...learners, ...others]) write(file, "text\n");

  const seen = new CourseFiles(course).look().map(({ file }) => file);

  expect(seen.sort()).toEqual([...guarded, ...learners].sort());
  expect(guarded.filter((file) => !isGuarded(file))).toEqual([]);
  const outside = [
    "../victim",
    "lessons/../../victim",
    "lessons/",
    "lessons//x",
    "C:/x",
    "lessons/C:x",
    "lessons/..\\x",
  ];
  expect([...learners, ...others, ...outside].filter(isGuarded)).toEqual([]);
});
