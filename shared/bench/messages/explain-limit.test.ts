import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { BenchContext } from "../context.ts";
import type { Denial } from "../service/host-messages.ts";
import { explainDenial, explainOverLimit, explainServerError } from "./explain-limit.ts";

const root = join(import.meta.dirname, "a course");
const sourceFolder = join(root, ".hood", "runs", "0123456789ab", "source-1");
const context = { root, sourceFolder, displayFolder: "lessons/05-card-shelf" } as BenchContext;
const service = { overLimit: undefined, denials: [], exit: undefined, log: { lines: [] } };
const stack = [
  "    at Object.writeFileSync (node:fs:2482:20)",
  `    at keep (${pathToFileURL(join(sourceFolder, "src", "shelf.ts")).href}:12:6)`,
];

test.each([
  ["output", "GET /cards -> the service printed more than 20 MB and was stopped"],
  [
    "memory",
    "GET /cards -> the service used more than 600 MB (limit for the service and what it starts) and was stopped",
  ],
  ["processes", "GET /cards -> the service started more than 50 processes and was stopped"],
] as const)("too much %s is told with its number", (overLimit, what) => {
  expect(explainOverLimit(context, { ...service, overLimit }, "GET /cards")).toEqual({
    what,
    why: expect.stringMatching(/shop's computer/),
    look: expect.stringContaining("lessons/05-card-shelf/src"),
  });
});

test("a service at the end of its processor time is told so, and no other signal is", () => {
  const ended = (signal: NodeJS.Signals) => ({ ...service, exit: { code: null, signal } });

  expect(explainOverLimit(context, ended("SIGXCPU"), "GET /cards")?.what).toContain("more than 60 s of processor time");
  expect(explainOverLimit(context, ended("SIGKILL"), "GET /cards")).toBeUndefined();
});

const denied = (access: Denial["access"], path: string) =>
  explainDenial(context, { ...service, denials: [{ access, path, stack }] }, "POST /cards");

test.each([
  ["write", join(root, "lessons", "06-x", "a.ts"), "to write lessons/06-x/a.ts, outside its own folder"],
  ["write", "cards.json", "to write lessons/05-card-shelf/cards.json, beside its own code"],
  ["read", join(root, "solutions", "05-x"), "to read solutions/05-x, outside its own folder"],
] as const)("a refused %s of %s is told by the learner's own paths", (access, path, words) => {
  expect(denied(access, path)).toMatchObject({
    what: `POST /cards -> the service tried ${words}`,
    look: expect.stringMatching(/^Look at lessons\/05-card-shelf\/src\/shelf\.ts:12: /),
  });
});

test("an answer of 500 is explained by a limit only when the service told of one", () => {
  const said = (...lines: string[]) => explainServerError(context, { ...service, log: { lines } }, "GET /cards")?.what;

  expect(said("Error: connect EMFILE 127.0.0.1:5432 - Local (undefined:undefined)")).toBe(
    "GET /cards -> the service failed: more than 1024 files and sockets open at once",
  );
  expect(said("Error: EFBIG: file too large, write")).toBe(
    "GET /cards -> the service failed: a file grew beyond 200 MB",
  );
  expect(said("Error: no such card")).toBeUndefined();
});
