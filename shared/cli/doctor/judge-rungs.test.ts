import { expect, test } from "vitest";
import { judgeRungs, type RungFound } from "./postgres-check.ts";

const absent = (name: RungFound["name"]): RungFound => ({ name, why: `no ${name}`, next: `Get it: ${name}` });
const limits = { connections: 40, statementTimeout: 15_000, idleInTransactionTimeout: 60_000, temporaryFiles: 256 };
const embedded: RungFound = { name: "embedded", version: "18.4", description: "PostgreSQL from npm", limits };
const docker = [absent("compose"), absent("container")];

const outcomes = (found: readonly RungFound[], env: NodeJS.ProcessEnv) =>
  judgeRungs(found, env, "linux").map(({ name, outcome }) => `${name}: ${outcome}`);

test("one that works is enough, and an address that was never given is not mentioned", () => {
  expect(outcomes([absent("url"), ...docker, embedded], {})).toEqual([
    "PostgreSQL (compose): note",
    "PostgreSQL (container): note",
    "PostgreSQL (embedded): ok",
  ]);
});

test("none that works is one problem, with the step for the one that needs nothing else", () => {
  const checks = judgeRungs([absent("url"), ...docker, absent("embedded")], {}, "linux");

  expect(checks.map(({ outcome }) => outcome)).toEqual(["note", "note", "problem"]);
  expect(checks[2]).toMatchObject({
    found: "no embedded. And there is no other PostgreSQL.",
    mend: "Get it: embedded",
  });
});

test.each([
  [{ HOOD_POSTGRES: "container" }, "PostgreSQL (container): problem", "HOOD_POSTGRES=container asks for this one"],
  [{ DATABASE_URL: "postgres://localhost" }, "PostgreSQL (url): problem", "DATABASE_URL asks for this one"],
])("one that %o asks for, and that is not to be had, is a problem", (env, outcome, words) => {
  const found = [absent("url"), ...docker, embedded];

  expect(outcomes(found, env)).toContain(outcome);
  expect(outcomes(found, env).filter((line) => line.endsWith("problem"))).toHaveLength(1);
  expect(judgeRungs(found, env, "linux").some((check) => check.found.startsWith(words))).toBe(true);
});

test("a wish that does not exist is a problem, with the way to take it back", () => {
  const [first] = judgeRungs([embedded], { HOOD_POSTGRES: "docker" }, "win32");

  expect(first).toEqual({
    name: "PostgreSQL",
    outcome: "problem",
    found: "HOOD_POSTGRES=docker is none of url, compose, container, embedded.",
    mend: "Take it back: Remove-Item Env:HOOD_POSTGRES",
  });
});

test("a server that does not apply the limits of a service can be used, and that is said", () => {
  const open = { ...limits, connections: undefined, statementTimeout: undefined };
  const [, , found] = judgeRungs([absent("url"), ...docker, { ...embedded, limits: open }], {}, "linux");

  expect(found).toMatchObject({ outcome: "note", found: expect.stringContaining("more than 40 connections, and") });
});
