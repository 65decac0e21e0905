import { expect, test } from "vitest";
import { readTypeErrors } from "./read-type-errors.ts";

const place = { folder: "source-1a2b/src", shown: "lessons/05-card-shelf/src" };
const read = (output: string, code: number | null = 2) => readTypeErrors({ code, output }, place);

test("an error has the path that the learner knows, and its first line", () => {
  const output = [
    "source-1a2b/src/cards/app.ts(14,7): error TS2322: Type 'Card' is not assignable to type 'Shelf'.",
    "  Property 'cards' is missing in type 'Card'.",
    "",
  ].join("\r\n");

  expect(read(output)).toEqual([
    {
      file: "lessons/05-card-shelf/src/cards/app.ts",
      line: 14,
      column: 7,
      message: "Type 'Card' is not assignable to type 'Shelf'.",
      code: "TS2322",
    },
  ]);
});

test("ten errors are kept, and three hundred characters of each", () => {
  const lines = Array.from(
    { length: 12 },
    (_, at) => `source-1a2b/src/a.ts(${at + 1},1): error TS1: ${"x".repeat(900)}`,
  );

  const errors = read(lines.join("\n")) ?? [];

  expect(errors.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(errors[0]?.message).toBe(`${"x".repeat(297)}...`);
});

test.each([
  ["it was ended", "source-1a2b/src/a.ts(1,1): error TS1: wrong", null],
  ["its settings cannot be read", "error TS5083: Cannot read file '/tsconfig.json'.", 1],
  [
    "the types of Node are missing, so that right code looks wrong",
    "error TS2688: Cannot find type definition file for 'node'.\nsource-1a2b/src/a.ts(1,1): error TS2591: no 'process'",
    2,
  ],
  ["all that is wrong lies elsewhere", "../../shared/x.ts(1,1): error TS1: wrong", 2],
  ["it crashed", "panic: runtime error", 2],
])("a run says nothing of the source when %s", (_why, output, code) => {
  expect(read(output, code)).toBeUndefined();
});

test("a run that found nothing wrong has no errors", () => {
  expect(read("", 0)).toEqual([]);
});
