import { join } from "node:path";
import { expect, test } from "vitest";
import { readCourse } from "#shared/lessons/course.ts";
import { lessonsTouched } from "./changed-lessons.ts";

const { lessons } = readCourse(join(import.meta.dirname, "../check/fixtures/course"));
const touched = (...files: string[]) => lessonsTouched(lessons, files).map(({ name }) => name);

test("a lesson is touched by its own files, and every lesson by what all stand on", () => {
  expect(touched("lessons/02-notes/README.md")).toEqual(["02-notes"]);
  expect(touched("solutions/01-greeting/src/server.ts", "docs/authors.md")).toEqual(["01-greeting"]);
  expect(touched("shared/bench/shop.ts")).toEqual(["01-greeting", "02-notes"]);
  expect(touched("package-lock.json")).toEqual(["01-greeting", "02-notes"]);
  expect(touched("shared/bench/shop.test.ts", "README.md", "lessons/02-notes-old/README.md")).toEqual([]);
});
