import { expect, test } from "vitest";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { findLesson } from "#shared/lessons/find-lesson.ts";
import type { LessonProgress } from "#shared/progress/progress-file.ts";
import { openProgress } from "#shared/progress/progress-store.ts";
import type { Run } from "#shared/runs/run.ts";
import { hintsTaken, nextTask, readableHints, takeHint } from "./hints.ts";
import { copyFixtureCourse } from "./testing/fixture-course.ts";

function openLesson() {
  const course = copyFixtureCourse();
  const lesson = findLesson(readCourse(course.folder).lessons, "greeting");
  const open = () => openProgress(course.folder, { id: "0123456789ab" } as Run);
  return { lesson, open, [Symbol.dispose]: course[Symbol.dispose] };
}

test("hints come one at a time, are remembered, and end", async () => {
  using course = openLesson();
  const { lesson } = course;
  const first = await takeHint(course.open(), lesson, 1);
  const another = course.open(); // another window, or tomorrow
  const rest = [
    await takeHint(another, lesson, 1),
    await takeHint(another, lesson, 1),
    await takeHint(another, lesson, 1),
  ];

  expect([first, ...rest]).toEqual([
    { text: "one", number: 1, of: 3 },
    { text: "two", number: 2, of: 3 },
    { text: "three", number: 3, of: 3 },
    undefined,
  ]);
  expect(hintsTaken(course.open(), lesson, 1)).toEqual(["one", "two", "three"]);
});

test("two windows that ask in turn never get the same hint twice", async () => {
  using course = openLesson();
  const [here, there] = [course.open(), course.open()];

  const texts = [await takeHint(here, course.lesson, 1), await takeHint(there, course.lesson, 1)].map(
    (hint) => hint?.text,
  );

  expect(texts).toEqual(["one", "two"]);
});

const lesson = {
  id: "shelf",
  tasks: [{ hints: ["a", "b", "c"] }, { hints: ["d", "e", "f"] }, { hints: ["g", "h", "i"] }],
} as unknown as Lesson;
const knowing = (known: Partial<LessonProgress>) => ({
  progress: { version: 1 as const, lessons: { shelf: { begun: "", tasks: [], hints: {}, quiz: {}, ...known } } },
});

test("before a lesson is passed only what was taken can be read, afterwards everything", () => {
  expect(readableHints(knowing({ hints: { 2: 1 } }), lesson, 2)).toEqual(["d"]);
  expect(readableHints(knowing({ hints: { 2: 1 } }), lesson, 1)).toEqual([]);
  expect(readableHints(knowing({ passed: "2026-11-21T09:00:00Z" }), lesson, 1)).toEqual(["a", "b", "c"]);
});

test("the next task is the first that is not green", () => {
  expect(nextTask({ progress: { version: 1, lessons: {} } }, lesson)).toBe(1);
  expect(nextTask(knowing({ tasks: [1, 3] }), lesson)).toBe(2);
  expect(nextTask(knowing({ tasks: [1, 2, 3] }), lesson)).toBeUndefined();
});
