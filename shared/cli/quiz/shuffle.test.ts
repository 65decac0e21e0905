import { expect, test } from "vitest";
import { shuffle } from "./shuffle.ts";

test("a shuffle keeps everything and can lead to every order", () => {
  const parts = [0, 0.4, 0.8];
  const orders = parts.flatMap((first) =>
    parts.map((second) => {
      const numbers = [first, second, 0];
      return shuffle(["a", "b", "c"], () => numbers.shift() ?? 0).join("");
    }),
  );

  expect([...new Set(orders)].sort()).toEqual(["abc", "acb", "bac", "bca", "cab", "cba"]);
});
