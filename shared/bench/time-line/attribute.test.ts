import { expect, test } from "vitest";
import { attribute } from "./attribute.ts";
import { statement } from "./test-record.ts";

const [a, b] = [0, 1];
const requests = [
  { startedAt: 0, endedAt: 100 },
  { startedAt: 10, endedAt: 110 },
];

test("a statement belongs to the only request that does not wait for an answer of PostgreSQL", () => {
  const waits = statement(1, 50, "update accounts", { inTransaction: false });
  const meanwhile = statement(20, 21, "select 1", { connection: 2, inTransaction: false });

  expect(attribute(requests, [waits, meanwhile])).toEqual(
    new Map([
      [waits, a],
      [meanwhile, b],
    ]),
  );
});

test("a transaction belongs to the request that began it, also when both are free to ask", () => {
  const statements = [
    statement(1, 50, "begin"),
    statement(20, 21, "begin", { connection: 2 }),
    statement(60, 61, "commit", { connection: 2 }),
    statement(70, 71, "commit"),
  ];

  expect([...(attribute(requests, statements)?.values() ?? [])]).toEqual([a, b, b, a]);
});

test("an end of a transaction after the answer still belongs to its request", () => {
  const late = statement(200, 201, "commit");

  expect(attribute(requests.slice(0, 1), [statement(1, 2, "begin"), late])?.get(late)).toBe(a);
});

test("two statements at once of the only request are both its own", () => {
  const statements = [statement(1, 5, "select 1"), statement(2, 4, "select 2", { connection: 2 })];

  expect([...(attribute(requests, statements)?.values() ?? [])]).toEqual([a, a]);
});

test("nothing is claimed when two are free to ask, or when one works in the other's transaction", () => {
  const begun = statement(1, 50, "begin");
  const strayed = statement(60, 90, "select 1", { connection: 2, inTransaction: false });

  expect(attribute(requests, [begun, strayed])).toBeUndefined();

  const inTheOthers = [
    statement(1, 2, "begin"),
    statement(3, 50, "update accounts", { connection: 2, inTransaction: false }),
    statement(20, 21, "update accounts", { connection: 1, inTransaction: true }),
  ];
  expect(attribute(requests, inTheOthers)).toBeUndefined();
});
