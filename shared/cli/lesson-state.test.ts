import { expect, test } from "vitest";
import type { LessonProgress } from "#shared/progress/progress-file.ts";
import { lessonState } from "./lesson-state.ts";
import { inventedCourse } from "./testing/invented-course.ts";

const time = "2026-11-21T09:00:00Z";

test.each<[string, Record<string, Partial<LessonProgress>>]>([
  ["new", {}],
  ["begun", { "card-shelf": {} }],
  ["begun", { "card-shelf": { solution: { shown: time, early: true } } }],
  ["passed", { "card-shelf": { passed: time } }],
  ["passed", { "card-shelf": { passed: time, solution: { shown: time, early: false } } }],
  ["passed-with-solution", { "card-shelf": { passed: time, solution: { shown: time, early: true } } }],
])("a lesson is %s when this is known: %j", (state, known) => {
  const { progress, lessons } = inventedCourse(known);

  expect(lessons.slice(2).map((lesson) => lessonState(progress, lesson))).toEqual([state]);
});
