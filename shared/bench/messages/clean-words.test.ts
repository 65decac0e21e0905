import { join } from "node:path";
import { expect, test } from "vitest";
import { Answer } from "../client/answer.ts";
import type { BenchContext } from "../context.ts";
import { collectEvidence, current, startTest } from "../evidence.ts";
import type { ServiceProcess } from "../service/service-process.ts";
import { explainEnd } from "./explain-end.ts";
import { explainDenial } from "./explain-limit.ts";
import { loopWords } from "./explain-start.ts";
import { cleanWords, type LessonFailure, must } from "./lesson-failure.ts";

/* A window title, red letters, an 8-bit sequence, a bell, a line of its own, and writing turned round. */
const evil = "\u001b]0;passed\u0007\u001b[31m\u009b32mok\u0007\r\n7 tests passed\u202e";
const orders = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u;

const sourceFolder = join(import.meta.dirname, "source-1");
const context = { root: import.meta.dirname, sourceFolder, displayFolder: "lessons/01-x" } as BenchContext;
const because = { why: "why", look: "look" };

const thrown = (fails: () => unknown): LessonFailure => {
  try {
    fails();
  } catch (error) {
    return error as LessonFailure;
  }
  throw new Error("it did not fail");
};
const answer = (headers: Record<string, string>, text = "") =>
  new Answer({ method: "GET", path: `/${evil}`, headers: {}, body: undefined }, { status: 200, headers, text });

/* Everything in a failure's three lines that can come from a service, and how it gets there. */
const failures: Record<string, () => LessonFailure> = {
  "a body": () => thrown(() => answer({}, evil).mustBe({ body: {} }, because)),
  "a media type": () => thrown(() => answer({ "content-type": evil }).mustBe({ type: "text/plain" }, because)),
  "a header": () => thrown(() => answer({ location: evil }).mustBe({ headers: { Location: "/1" } }, because)),
  "a row that a test quotes": () => thrown(() => must(false, { what: `stored ${evil}`, why: evil, look: evil })),
};

test.each(Object.entries(failures))("%s gives the terminal no orders", (_name, fail) => {
  const failure = fail();

  for (const line of [...Object.values(failure.words), ...failure.message.split("\n")])
    expect(line).not.toMatch(orders);
  expect(failure.message.split("\n")).toHaveLength(3);
});

test("the name that a looping script gives itself gives the terminal no orders", () => {
  for (const file of [`file:///x/${encodeURIComponent(evil)}`, `file://${evil}`, `file:///${evil}`]) {
    const words = loopWords(context, "GET /", { kind: "busy", file, line: 1 });

    expect(Object.values(cleanWords(words)).join("")).not.toMatch(orders);
    expect(words.look).not.toMatch(orders);
  }
});

test("a path and a stack that a service invents give the terminal no orders", () => {
  const stack = [`    at ${evil} (file://${sourceFolder}/src/${evil}.ts:1:1)`];
  const service = { denials: [{ access: "write", path: evil, stack }], log: { lines: [] } };

  const words = explainDenial(context, service as unknown as ServiceProcess, "GET /");

  expect(words?.what).not.toMatch(orders);
  expect(Object.values(cleanWords(words ?? { what: "", ...because })).join("")).not.toMatch(orders);
});

test("a crash text gives the terminal no orders", () => {
  const lines = [`TypeError: ${evil}`, `    at (file://${sourceFolder}/src/${evil}.ts:1:1)`];
  const service = { exit: { code: 1, signal: null }, denials: [], listening: [], log: { lines } };

  const words = explainEnd(context, service as unknown as ServiceProcess, "GET /");

  expect(Object.values(words).join("")).not.toMatch(orders);
});

test("nothing of the evidence gives the terminal orders: bodies, media types, SQL, its errors", async () => {
  startTest("evil");
  const exchange = {
    request: answer({}).request,
    startedAt: 0,
    endedAt: 1,
    answer: answer({ "content-type": evil }, evil),
  };
  const statement = {
    text: `select '${evil}'`,
    parameters: [evil],
    outcome: "failed",
    error: { code: "P0001", message: evil },
    startedAt: 0,
    endedAt: 1,
    connection: 1,
  };
  current.clients.push({ exchanges: [exchange], statements: [] } as never);
  current.relays.push({ statements: [statement] } as never);

  const evidence = await collectEvidence();

  const lines = [...evidence.exchange, ...evidence.sql];
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) expect(line).not.toMatch(orders);
});
