import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { copyFixtureCourse } from "#shared/cli/testing/fixture-course.ts";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { findLesson } from "#shared/lessons/find-lesson.ts";
import { listFiles } from "#shared/lessons/list-files.ts";
import { backUp, listBackups } from "./backups.ts";

afterEach(() => void vi.useRealTimers());

function openLesson() {
  const course = copyFixtureCourse();
  const lesson = findLesson(readCourse(course.folder).lessons, "greeting");
  return { lesson, backups: join(course.folder, ".hood/backups/greeting"), [Symbol.dispose]: course[Symbol.dispose] };
}

const write = (lesson: Lesson, file: string, content: string | Buffer) => {
  mkdirSync(join(lesson.folder, file, ".."), { recursive: true });
  writeFileSync(join(lesson.folder, file), content);
};
const about = { before: "reset", files: ["src/server.ts"] } as const;

test("a backup holds every file of src to the byte, whatever its line ends and letters", () => {
  using course = openLesson();
  write(course.lesson, "src/server.ts", "// Grüße\r\n// 你好, no end of line");
  write(course.lesson, "src/deep/er/Übung.ts", Buffer.from([0xff, 0xfe, 0x00, 0x0d, 0x0a]));
  write(course.lesson, "src/empty.ts", "");

  const { folder } = backUp(course.lesson, { ...about, files: [...about.files] });

  const bytesBelow = (below: string) =>
    listFiles(join(below, "src")).map((file) => [file, readFileSync(join(below, "src", file)).toString("hex")]);
  expect(bytesBelow(folder)).toEqual(bytesBelow(course.lesson.folder));
  expect(bytesBelow(folder)).toHaveLength(3);
});

test.each([
  [
    "a disk that is full",
    () => {
      throw new Error("ENOSPC: no space left on device, write");
    },
    "01-greeting could not be backed up, so nothing was changed: ENOSPC: no space left on device, write\nTo see what is wrong: npm run doctor",
  ],
  [
    "a copy that is not the same",
    (from: string, to: string) => writeFileSync(to, readFileSync(from).subarray(1)),
    /nothing was changed: the copy of src\/server.ts differs from the file/,
  ],
])("%s leaves no backup behind that could be taken for one", (_what, breaks, message) => {
  using course = openLesson();
  write(course.lesson, "src/a.ts", "first");
  const copy = (from: string, to: string) => (from.endsWith("server.ts") ? breaks(from, to) : cpSync(from, to));

  expect(() => backUp(course.lesson, { ...about, files: [] }, copy)).toThrow(message);

  expect(readdirSync(course.backups)).toEqual([]);
  expect(listBackups(course.lesson)).toEqual([]);
});

test("the newest backup comes first, also when the clock was set back in between", () => {
  using course = openLesson();
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-21T09:24:05.250Z") });
  const first = backUp(course.lesson, { before: "reset", files: ["src/server.ts"] });
  vi.setSystemTime(new Date("2026-11-21T08:00:00Z"));
  const second = backUp(course.lesson, { before: "undo", files: ["src/server.ts", "src/b.ts"] });

  expect(listBackups(course.lesson)).toEqual([second, first]);
  expect(readdirSync(course.backups)).toEqual(["2026-11-21T09-24-05.250Z", "2026-11-21T09-24-05.251Z"]);
});

test("a backup that a power cut left unfinished is none", () => {
  using course = openLesson();
  mkdirSync(join(course.backups, "2026-11-21T09-24-05.250Z.unfinished"), { recursive: true });

  expect(listBackups(course.lesson)).toEqual([]);
});

test("a note that somebody has edited is named, with the place where the files lie", () => {
  using course = openLesson();
  const { folder } = backUp(course.lesson, { before: "reset", files: ["src/server.ts"] });
  writeFileSync(join(folder, "backup.json"), '{"before":"lunch"}');

  expect(() => listBackups(course.lesson)).toThrow(
    `${join(folder, "backup.json")} is not as the course wrote it. Your files lie beside it: copy src/ to ${course.lesson.folder}.`,
  );
});
