import { expect, test } from "vitest";
import type { BenchContext } from "../context.ts";
import type { ServiceProcess } from "../service/service-process.ts";
import type { Statement } from "../wire/index.ts";
import { explainEnd } from "./explain-end.ts";

const context = { root: "/course", sourceFolder: "/run/source", displayFolder: "lessons/07-x" } as BenchContext;

/* A failure that the service has handled and logged, and, below, the one that ended it. */
const handled = ["error: out of paper", "    at async (file:///run/source/src/till.ts:26:9)", "  code: 'XX000',", "}"];
const uncaught = [
  "/course/node_modules/pg/lib/client.js:694",
  "      Error.captureStackTrace(err)",
  "            ^",
  "error: out of paper",
  "    at /course/node_modules/pg/lib/client.js:694:17 {",
  "  code: 'XX000'",
  "}",
];

const error = { code: "XX000", message: "out of paper" };
const statements = [
  { text: "update drawer set cents = 1", error },
  { text: "update till set cents = 2", error, fault: "failed" },
  { text: "insert into receipts values (3)", error: { code: "25P02", message: "current transaction is aborted" } },
] as unknown as Statement[];

function explain(printed: readonly string[], sent = statements, bytes = printed.join("\n").length) {
  const service = { exit: { code: 1, signal: null }, denials: [], listening: [1], log: { lines: printed, bytes } };
  return explainEnd(context, service as unknown as ServiceProcess, "POST /pay", sent);
}

test("a statement that failed unawaited is named, not an earlier one whose failure was handled", () => {
  expect(explain([...handled, ...uncaught])).toEqual({
    what: "POST /pay -> the service stopped: the test made `update till set cents = 2` fail, and nobody received its error",
    why: expect.stringContaining("passes by every `catch`"),
    look: expect.stringMatching(/^Look in lessons\/07-x\/src for the query /),
  });
  expect(explain(uncaught, statements.slice(0, 1)).what).toContain("`update drawer set cents = 1` failed, and nobody");
});

test("what was awaited and not caught is told by its place, below the errors that were handled before", () => {
  const at = "    at async pay (file:///run/source/src/pay.ts:7:3) {";

  const words = explain([...handled, ...uncaught.toSpliced(4, 1, at)]);

  expect(words.what).toBe("POST /pay -> the service stopped: error: out of paper");
  expect(words.look).toMatch(/^Look at lessons\/07-x\/src\/pay\.ts:7;/);
});

test("a syntax error is told by its place, however many lines of code Node shows with it", () => {
  const words = explain([
    "node:internal/modules/run_main:107",
    "    triggerUncaughtException(",
    "    ^",
    "file:///run/source/src/server.ts:4",
    "createServer((request, response) => {",
    "  const known = ;",
    "                ^",
    "  response.end();",
    "SyntaxError [ERR_INVALID_TYPESCRIPT_SYNTAX]: Expression expected",
    "    at parseTypeScript (node:internal/modules/typescript:72:36)",
  ]);

  expect(words.look).toMatch(/^Look at lessons\/07-x\/src\/server\.ts:4:/);
});

test("who runs out of memory after much printing hears of loops that print", () => {
  const died = ["FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory"];

  expect(explain(died).look).toBe("Look for a list or text that grows with every round of a loop.");
  expect(explain(died, [], 2 ** 20).look).toMatch(/^Look for a loop that prints: /);
});
