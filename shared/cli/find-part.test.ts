import { expect, test } from "vitest";
import { findPart } from "./find-part.ts";
import { inventedCourse } from "./testing/invented-course.ts";

const course = inventedCourse();

test.each([
  ["2", 2],
  ["LEDGER", 2],
  [" the window ", 3],
])("%j names part %i", (asked, part) => {
  expect(findPart(course, asked)).toBe(part);
});

test.each([
  ["kitchen", 'There is no part "kitchen". The parts are:\n  Part 1: Open the shop (HTTP)\n'],
  ["", 'There is no part "". The parts are:\n  Part 1: Open the shop (HTTP)\n'],
  [
    "the",
    '"the" is in the titles of several parts. Use a number, or a little more of the title:\n  Part 1: Open the shop',
  ],
])("%j is refused, with the parts to choose from", (asked, message) => {
  expect(() => findPart(course, asked)).toThrow(message);
});
