import { expect, test } from "vitest";
import { findStrays } from "./find-strays.ts";
import { statement } from "./test-record.ts";

const outside = { inTransaction: false };

test("a begin where there is a transaction is astray, and so is an end on a connection that never had one", () => {
  const again = statement(3, 4, "BEGIN", { inTransaction: true });
  const elsewhere = statement(5, 6, "commit", { ...outside, connection: 2 });

  expect(findStrays([statement(1, 2, "begin"), again, elsewhere])).toEqual([again, elsewhere]);
});

test("a transaction that is ended twice is not astray, however it is ended", () => {
  for (const [first, second] of [
    ["commit", "rollback"],
    ["rollback", "commit"],
    ["ROLLBACK", "rollback;"],
  ] as const) {
    const twice = [
      statement(1, 2, "start transaction", outside),
      statement(3, 4, first),
      statement(5, 6, second, outside),
      statement(7, 8, "select 1", outside),
      statement(9, 10, "rollback", outside),
    ];

    expect(findStrays(twice)).toEqual([]);
  }
});

test("an end that came for another's transaction is found by what was left without one", () => {
  const left = statement(9, 10, "commit", outside);
  const statements = [
    statement(1, 2, "begin", outside),
    statement(3, 4, "rollback"),
    statement(5, 6, "rollback", outside),
    statement(7, 8, "select cents from accounts for update", outside),
    left,
  ];

  expect(findStrays(statements)).toEqual([left]);
});
