import { expect, test } from "vitest";
import { formatCalls, type RecordedCall } from "./index.ts";

const payment: RecordedCall<unknown> = {
  index: 1,
  mood: "fine",
  method: "POST",
  path: "/payments",
  headers: {},
  body: '{"cents":450}',
  received: true,
  call: { cents: 450 },
  unreadable: undefined,
  trouble: undefined,
  status: 201,
  outcome: "answered",
  startedAt: 1_000,
  endedAt: 1_003.4,
  waitedMs: 3.4,
};
const unanswered = { status: undefined, endedAt: undefined, waitedMs: undefined } as const;

test("a call is one line: request and status", () => {
  expect(formatCalls([payment, { ...payment, method: "GET", path: "/payments/1", body: "", status: 200 }])).toEqual([
    'POST /payments {"cents":450} -> 201',
    "GET /payments/1 -> 200",
  ]);
  expect(formatCalls([])).toEqual([]);
});

test.each<[Partial<RecordedCall<unknown>>, string]>([
  [{ ...unanswered, outcome: "pending" }, "no end yet"],
  [{ ...unanswered, outcome: "pending", status: 201 }, "201, body unfinished, no end yet"],
  [{ ...unanswered, outcome: "pending", received: false }, "request not complete yet"],
  [{ outcome: "aborted by caller", status: undefined, waitedMs: 1_003.4 }, "aborted by caller after 1003 ms"],
  [{ outcome: "aborted by caller", waitedMs: 30 }, "201, body unfinished, aborted by caller after 30 ms"],
  [{ outcome: "unanswered", status: undefined }, "connection reset after 3 ms"],
  [{ outcome: "answered", status: undefined }, "bytes that are not HTTP"],
  [{ status: 400, unreadable: "no cents" }, "400 (unreadable: no cents)"],
  [{ status: 500, trouble: "no ledger" }, "500 (the neighbour's own fault: no ledger)"],
])("a call's end is told: %#", (difference, end) => {
  expect(formatCalls([{ ...payment, ...difference }])).toEqual([`POST /payments {"cents":450} -> ${end}`]);
});

test("who calls is shown without the secret, and which calls are the same", () => {
  const headers = { authorization: "Bearer t0ken-1", "idempotency-key": "k1", "x-other": "no" };
  const bare = { authorization: "t0ken-2" };

  expect(
    formatCalls([
      { ...payment, headers },
      { ...payment, headers: bare },
    ]),
  ).toEqual([
    'POST /payments [Authorization: Bearer ***] [Idempotency-Key: k1] {"cents":450} -> 201',
    'POST /payments [Authorization: ***] {"cents":450} -> 201',
  ]);
});

test("a secret that was once sent as Authorization shows nowhere else", () => {
  const lines = formatCalls([
    { ...payment, path: "/feed?key=t0ken%2F1", body: '{"auth":"t0ken/1"}', unreadable: "what is t0ken/1" },
    { ...payment, headers: { authorization: "Bearer t0ken/1" } },
  ]);

  expect(lines[0]).toBe('POST /feed?key=*** {"auth":"***"} -> 201 (unreadable: what is ***)');
});

test("what is named like a secret is masked", () => {
  const calls = [
    { ...payment, path: "/feed?access_token=abc&page=1", body: "message=Hello&access_token=abc" },
    { ...payment, body: '{"client_secret": "abc", "cents": 450}' },
  ];

  expect(formatCalls(calls)).toEqual([
    "POST /feed?access_token=***&page=1 message=Hello&access_token=*** -> 201",
    'POST /payments {"client_secret": "***", "cents": 450} -> 201',
  ]);
});

test("long and strange texts become one bounded line", () => {
  const secret = `s${"e".repeat(300)}`;
  const [line = ""] = formatCalls([
    {
      ...payment,
      method: "M".repeat(500),
      path: `/${"p".repeat(5_000)}`,
      headers: { authorization: `Bearer ${secret}`, "idempotency-key": "k".repeat(500) },
      body: `a\nb\t\u001b[31mred\u0000${secret}${"x".repeat(5_000)}`,
    },
  ]);

  expect(line.length).toBeLessThan(500);
  expect(line).toMatch(/ a b red\ufffd\*\*\*x+\.\.\. -> 201$/);
});

test("only the newest of many calls are shown", () => {
  const lines = formatCalls(Array.from({ length: 25 }, (_, index) => ({ ...payment, path: `/payments/${index}` })));

  expect(lines).toHaveLength(21);
  expect(lines[0]).toBe("... 5 earlier calls");
  expect(lines[20]).toContain("/payments/24 ");
});
