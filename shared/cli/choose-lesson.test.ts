import { expect, test } from "vitest";
import type { LessonProgress } from "#shared/progress/progress-file.ts";
import { chooseLesson } from "./choose-lesson.ts";
import { inventedCourse } from "./testing/invented-course.ts";

const passed = "2026-11-21T09:00:00Z";

test.each<[string, string, Record<string, Partial<LessonProgress>>]>([
  ["the first of all at the beginning", "01", {}],
  ["the one that is begun, also behind one that is not", "05", { "card-shelf": {} }],
  ["the first of two that are begun", "02", { "card-shelf": {}, forms: {} }],
  ["the first not passed when none is begun", "02", { "open-for-business": { passed }, "card-shelf": { passed } }],
  [
    "the last when all are passed",
    "05",
    { "open-for-business": { passed }, forms: { passed }, "card-shelf": { passed } },
  ],
])("without a name it is %s", (_which, number, known) => {
  expect(chooseLesson(inventedCourse(known), undefined).number).toBe(number);
});

test("a name comes before what is begun", () => {
  expect(chooseLesson(inventedCourse({ "card-shelf": {} }), "form").number).toBe("02");
});

test("a course without lessons is said", () => {
  expect(() => chooseLesson({ ...inventedCourse(), lessons: [] }, undefined)).toThrow(
    "This course has no lessons yet.",
  );
});
