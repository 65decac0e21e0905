import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCourse } from "#shared/lessons/course.ts";
import { findLesson } from "#shared/lessons/find-lesson.ts";
import { keepStarter } from "#shared/progress/starters.ts";
import { findStarterFile } from "./find-starter-file.ts";
import { copyFixtureCourse } from "./testing/fixture-course.ts";

function openLesson() {
  const course = copyFixtureCourse();
  const lesson = findLesson(readCourse(course.folder).lessons, "greeting");
  mkdirSync(join(lesson.folder, "src/pages"));
  for (const file of ["routes.ts", "card-routes.ts", "pages/index.ts"])
    writeFileSync(join(lesson.folder, "src", file), "");
  keepStarter(lesson);
  writeFileSync(join(lesson.folder, "src/mine.ts"), "");
  return { lesson, [Symbol.dispose]: course[Symbol.dispose] };
}

test.each([
  ["src/card-routes.ts", "src/card-routes.ts"],
  ["d-routes.ts", "src/card-routes.ts"],
  ["routes.ts", "src/routes.ts"], // a whole name comes before a piece of one
  ["index.ts", "src/pages/index.ts"],
  ["./src/pages/index.ts", "src/pages/index.ts"],
  ["src\\pages\\index.ts", "src/pages/index.ts"],
  ["lessons/01-greeting/src/server.ts", "src/server.ts"],
])("%s names %s", (asked, file) => {
  using course = openLesson();

  expect(findStarterFile(course.lesson, asked)).toBe(file);
});

test.each([
  ["mine.ts", 'The start of 01-greeting has no file "mine.ts". It has src/card-routes.ts, src/pages/index.ts, '],
  ["lessons/02-notes/src/server.ts", 'has no file "lessons/02-notes/src/server.ts"'],
  ["", 'has no file ""'],
  ["s.ts", '"s.ts" could be src/card-routes.ts, src/routes.ts. Type a little more of the path.'],
])("%j is refused with a sentence", (asked, message) => {
  using course = openLesson();

  expect(() => findStarterFile(course.lesson, asked)).toThrow(message);
});
