import { expect, test } from "vitest";
import { exchange, statement } from "./test-record.ts";
import { formatTimeLine } from "./time-line.ts";

const options = { limit: 30, width: 76 };
const look = "select cents from accounts where id = $1";
const take = "update accounts set cents = cents - $1 where id = $2";

/* Two requests meet at a lock that the test holds; each looks first and acts later. */
const exchanges = [exchange(10, 60, '{"cents":60}', 201, '{"left":40}'), exchange(20, 70, '{"cents":60}', 500, "")];
const first = [
  statement(11, 12, "BEGIN;"),
  statement(13, 14, look, { parameters: ["1"], rows: 1, firstRows: [["100"]] }),
  statement(15, 41, take, { parameters: ["60", "1"], rows: 1 }),
  statement(42, 44, "COMMIT;"),
];
const deadlock = { code: "40P01", message: "deadlock detected" };
const second = [
  statement(21, 22, "BEGIN;"),
  statement(23, 24, look, { parameters: ["1"], rows: 1, firstRows: [["100"]] }),
  statement(25, 45, take, { parameters: ["60", "1"], error: deadlock }),
  statement(46, 47, "ROLLBACK;"),
].map((one) => ({ ...one, connection: 2 }));
const own = [
  { text: "begin", at: 1 },
  { text: "update accounts set cents = cents where id = 1", at: 2 },
  { text: "rollback", at: 40 },
];
const inOrder = (statements: typeof first) => [...statements].sort((one, other) => one.startedAt - other.startedAt);

test("two requests of one process stand on one time line, each with what it saw, and what the test did", () => {
  const lines = formatTimeLine([{ exchanges, statements: inOrder([...first, ...second]) }], own, options);

  expect(lines).toEqual([
    "test: begin",
    "test: update accounts set cents = cents where id = 1",
    'request A: POST /pay {"cents":60}',
    "A: BEGIN",
    "A: select cents from accounts where id = $1 [1] -> 100",
    "A: update accounts set cents = cents - $1 where id = $2 [60, 1] (waits)",
    'request B: POST /pay {"cents":60}',
    "B: BEGIN",
    "B: select cents from accounts where id = $1 [1] -> 100",
    "B: update accounts set cents = cents - $1 where id = $2 [60, 1] (waits)",
    "test: rollback",
    "A: its update -> 1 row",
    "A: COMMIT",
    "B: its update -> error 40P01: deadlock detected",
    "B: ROLLBACK",
    'A: answers 201 {"left":40}',
    "B: answers 500",
  ]);
});

test("of two that wait for each other both are seen to wait", () => {
  const deadlocked = [
    statement(11, 12, "begin"),
    statement(13, 41, take, { parameters: ["10", "2"], rows: 1 }),
    statement(42, 50, take, { parameters: ["10", "1"], rows: 1 }),
  ];
  const other = [
    statement(21, 22, "begin"),
    statement(23, 24, take, { parameters: ["10", "1"], rows: 1 }),
    statement(25, 49, take, { parameters: ["10", "2"], error: deadlock }),
  ].map((one) => ({ ...one, connection: 2 }));

  const lines = formatTimeLine([{ exchanges, statements: inOrder([...deadlocked, ...other]) }], own, options);

  expect(lines?.slice(-10, -1)).toEqual([
    "B: begin",
    "B: update accounts set cents = cents - $1 where id = $2 [10, 1] -> 1 row",
    "B: update accounts set cents = cents - $1 where id = $2 [10, 2] (waits)",
    "test: rollback",
    "A: its update -> 1 row",
    "A: update accounts set cents = cents - $1 where id = $2 [10, 1] (waits)",
    "B: its update -> error 40P01: deadlock detected",
    "A: its update -> 1 row",
    'A: answers 201 {"left":40}',
  ]);
});

test("two processes stand on one time line, and say which is which", () => {
  const sides = [
    { exchanges: exchanges.slice(0, 1), statements: first },
    { exchanges: exchanges.slice(1), statements: second.map((one) => ({ ...one, connection: 1 })) },
  ];

  const lines = formatTimeLine(sides, [], options);

  expect(lines?.filter((line) => /request|BEGIN/.test(line))).toEqual([
    'request A to process 1: POST /pay {"cents":60}',
    "A: BEGIN",
    'request B to process 2: POST /pay {"cents":60}',
    "B: BEGIN",
  ]);
});

test("where it cannot be known which request sent what, lines name the connection, and say why", () => {
  const together = exchanges.map((one) => ({ ...one, startedAt: 10 }));
  const statements = inOrder([...first.slice(0, 1), ...second.slice(0, 1)]);

  const sides = [{ exchanges: together, statements }];

  expect(formatTimeLine(sides, [], options)).toEqual([
    "Which request sent a line cannot be known here, only its connection:",
    "connection 1: BEGIN",
    "connection 2: BEGIN",
  ]);
  expect(formatTimeLine([...sides, { exchanges: [], statements: [] }], [], options)?.[1]).toBe(
    "process 1, connection 1: BEGIN",
  );
});

test("requests that came one by one have no time line, nor have those that sent no SQL", () => {
  const apart = [exchange(10, 19, "{}", 201, "{}"), exchange(20, 29, "{}", 201, "{}")];

  expect(formatTimeLine([{ exchanges: apart, statements: first }], own, options)).toBeUndefined();
  expect(formatTimeLine([{ exchanges, statements: [] }], own, options)).toBeUndefined();
  expect(formatTimeLine([], [], options)).toBeUndefined();
});

test("what came before the last requests that overlapped is left out", () => {
  const earlier = exchange(3, 5, "{}", 201, "{}");
  const statements = [statement(4, 5, "select 1"), ...inOrder([...first, ...second])];

  const lines = formatTimeLine([{ exchanges: [earlier, ...exchanges], statements }], own, options);

  expect(lines?.slice(0, 2)).toEqual(['request A: POST /pay {"cents":60}', "A: BEGIN"]);
});

test("lines are bounded in number and width, and the newest are kept", () => {
  const many = Array.from({ length: 50 }, (_, n) =>
    statement(100 + n, 100.5 + n, `select ${n}, '${"x".repeat(300)}\u001b[31m'`),
  );
  const overlapping = [exchange(90, 200, "{}", 201, "{}"), exchange(195, 210, "{}", 201, "{}")];

  const lines = formatTimeLine([{ exchanges: overlapping, statements: many }], [], options) ?? [];

  expect(lines).toHaveLength(29);
  expect(lines[0]).toBe("... 26 more before these");
  expect(lines.at(-1)).toBe("B: answers 201 {}");
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(76);
  expect(lines.join("")).not.toContain("\u001b");
});

test("of a transaction that lost its connection, only the connection that shows it is on the time line", () => {
  const together = exchanges.map((one) => ({ ...one, startedAt: 10 }));
  const others = Array.from({ length: 20 }, (_, n) => statement(20 + n, 20.5 + n, `select ${n}`));
  const strayed = [
    statement(30.1, 30.2, "begin", { inTransaction: false, connection: 3 }),
    statement(30.3, 30.4, "begin", { inTransaction: true, connection: 3 }),
    statement(35.1, 35.2, "rollback", { inTransaction: true, connection: 3 }),
  ];

  const lines = formatTimeLine([{ exchanges: together, statements: inOrder([...others, ...strayed]) }], [], {
    limit: 30,
    width: 140,
  });

  expect(lines).toEqual([
    "Which request sent a line cannot be known here, only its connection. One of them is shown, and 1 is left out:",
    "connection 3: begin",
    "connection 3: begin -> there is a transaction already",
    "connection 3: rollback",
  ]);
});

test("of many lines, those around a transaction that lost its connection are kept", () => {
  const together = exchanges.map((one) => ({ ...one, startedAt: 10 }));
  const statements = Array.from({ length: 20 }, (_, n) => statement(20 + n, 20.5 + n, `select ${n}`));
  const again = statement(30.2, 30.4, "begin", { inTransaction: true });

  const lines = formatTimeLine([{ exchanges: together, statements: inOrder([...statements, again]) }], [], {
    limit: 9,
    width: 76,
  });

  expect(lines).toEqual([
    "Which request sent a line cannot be known here, only its connection:",
    "... 8 more before these",
    "connection 1: select 8",
    "connection 1: select 9",
    "connection 1: select 10",
    "connection 1: begin -> there is a transaction already",
    "connection 1: select 11",
    "connection 1: select 12",
    "... 7 more after these",
  ]);
});

test("a transaction that is ended twice hides no other connection", () => {
  const together = exchanges.map((one) => ({ ...one, startedAt: 10 }));
  const statements = [
    statement(11, 12, "begin", { inTransaction: false }),
    statement(13, 14, "commit", { inTransaction: true }),
    statement(15, 16, "rollback", { inTransaction: false }),
    statement(17, 18, "select 1", { connection: 2 }),
  ];

  expect(formatTimeLine([{ exchanges: together, statements }], [], options)).toEqual([
    "Which request sent a line cannot be known here, only its connection:",
    "connection 1: begin",
    "connection 1: commit",
    "connection 1: rollback -> there is no transaction",
    "connection 2: select 1",
  ]);
});

test("a long statement keeps its last condition, its values and what came of it", () => {
  const together = exchanges.map((one) => ({ ...one, startedAt: 10 }));
  const names = Array.from({ length: 40 }, (_, n) => `column_${n}`).join(", ");
  const long = statement(11, 12, `select ${names} from shares where id = $1 and $2`, {
    parameters: ["7", "t"],
    rows: 0,
  });

  const lines = formatTimeLine([{ exchanges: together, statements: [long] }], [], { limit: 30, width: 240 });

  expect(lines?.[1]).toMatch(
    /: select column_0, .* \.\.\. .* from shares where id = \$1 and \$2 \[7, 't'\] -> no row$/,
  );
});
