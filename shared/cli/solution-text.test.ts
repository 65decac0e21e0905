import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { readCourse } from "#shared/lessons/course.ts";
import { findLesson } from "#shared/lessons/find-lesson.ts";
import { openProgress } from "#shared/progress/progress-store.ts";
import type { Run } from "#shared/runs/run.ts";
import { displayPath } from "./display-path.ts";
import { openSolution, solutionOpen, solutionText } from "./solution-text.ts";
import { copyFixtureCourse } from "./testing/fixture-course.ts";

function openLesson() {
  const course = copyFixtureCourse();
  const lesson = findLesson(readCourse(course.folder).lessons, "greeting");
  const progress = openProgress(course.folder, { id: "0123456789ab" } as Run);
  return { lesson, progress, [Symbol.dispose]: course[Symbol.dispose] };
}

test("the text holds the taught files under a heading each, unwrapped, and where the notes lie", () => {
  using course = openLesson();
  const { lesson } = course;
  const long = `const menu = "${"Grüße und Küsse, ".repeat(20)}";`;
  writeFileSync(join(lesson.solutionFolder, "src/server.ts"), `${long}\r\n\r\nlisten();\r\n`);
  writeFileSync(join(lesson.solutionFolder, "NOTES.md"), "# Why");

  expect(solutionText(lesson).map(stripVTControlCharacters)).toEqual([
    "== src/server.ts ==",
    "",
    long,
    "",
    "listen();",
    "",
    "Why this answer, and what else would be right:",
    `  ${displayPath(lesson.solutionFolder)}/NOTES.md`,
  ]);
});

test("a solution without notes promises none, and one that is gone is said with the way to get it back", () => {
  using course = openLesson();

  expect(solutionText(course.lesson).join("\n")).not.toContain("NOTES.md");
  rmSync(course.lesson.solutionFolder, { recursive: true });
  expect(() => solutionText(course.lesson)).toThrow(/server\.ts cannot be read: .*: git restore solutions$/);
});

test("a solution opened before passing is remembered as early, for good", async () => {
  using course = openLesson();
  const { lesson, progress } = course;
  const before = solutionOpen(progress, lesson);

  await openSolution(progress, lesson);
  const first = progress.progress.lessons.greeting?.solution;
  await progress.update("greeting", (known) => {
    known.passed = new Date().toISOString();
  });
  await openSolution(progress, lesson);

  expect([before, solutionOpen(progress, lesson)]).toEqual([false, true]);
  expect(first).toEqual({ shown: expect.any(String), early: true });
  expect(progress.progress.lessons.greeting?.solution).toEqual(first);
});

test("a solution of a passed lesson is open, and is not early", async () => {
  using course = openLesson();
  const { lesson, progress } = course;
  await progress.update("greeting", (known) => {
    known.passed = new Date().toISOString();
  });

  const open = solutionOpen(progress, lesson);
  await openSolution(progress, lesson);

  expect(open).toBe(true);
  expect(progress.progress.lessons.greeting?.solution).toMatchObject({ early: false });
});
