import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { LessonProgress } from "#shared/progress/progress-file.ts";
import { renderAllGreen, renderAllTaken, renderHint, renderReadable } from "./render-hints.ts";
import { inventedCourse } from "./testing/invented-course.ts";

const opened = (known: Partial<LessonProgress>) => {
  const { progress, lessons } = inventedCourse({ "card-shelf": known });
  return { progress, lesson: lessons[2] ?? expect.fail("the invented course has three lessons") };
};

test.each([80, 40])("everything about hints at %i columns", async (width) => {
  const none = opened({});
  const some = opened({ hints: { 1: 3, 2: 1 } });
  const passed = opened({ passed: "2026-11-21T09:00:00Z" });
  const { lesson } = none;
  const text = (number: number) => lesson.tasks[0]?.hints[number - 1] ?? "";

  const screens = [
    renderHint(lesson, 1, { text: text(2), number: 2, of: 3 }, "npm run hint 05", width),
    renderHint(lesson, 1, { text: text(3), number: 3, of: 3 }, "npm run hint 05", width),
    renderAllTaken(some.progress, lesson, 1, width),
    renderReadable(none.progress, lesson, [1, 2], width),
    renderReadable(some.progress, lesson, [1, 2], width),
    renderReadable(passed.progress, lesson, [2], width),
    renderAllGreen(lesson, width),
  ];

  const between = `\n\n${"-".repeat(width)}\n`;
  const shown = stripVTControlCharacters(screens.map((lines) => lines.join("\n")).join(between));
  await expect(`${shown}\n`).toMatchFileSnapshot(`snapshots/hint-${width}.txt`);
});
