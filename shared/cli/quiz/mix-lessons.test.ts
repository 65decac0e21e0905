import { expect, test } from "vitest";
import type { Card } from "#shared/progress/quiz-cards.ts";
import { mixLessons } from "./mix-lessons.ts";

/** Each letter is a card of the lesson of that name. */
const mixed = (lessons: string) =>
  mixLessons([...lessons].map((id, index) => ({ id: `${id}${index}`, lesson: { id } }) as unknown as Card)).map(
    ({ id }) => id,
  );

test("no two cards in a row are of one lesson, where that can be", () => {
  expect(mixed("aabb")).toEqual(["a0", "b2", "a1", "b3"]);
  expect(mixed("abbbcc").map(([lesson]) => lesson)).toEqual(["b", "c", "b", "a", "b", "c"]);
  expect(mixed("abbb")).toEqual(["b1", "a0", "b2", "b3"]);
  expect(mixed("aaa")).toEqual(["a0", "a1", "a2"]);
  expect(mixed("")).toEqual([]);
});
