import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { markedProcesses } from "#shared/runs/process-tree.ts";
import { openRun, type Run } from "#shared/runs/run.ts";
import { Checker } from "./checker.ts";
import { firstFailure } from "./verdict.ts";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));

let run: Run;
let checker: Checker;
let lesson: Lesson;

beforeAll(async () => {
  run = await openRun(root);
  checker = new Checker({ root, run, postgres: () => Promise.reject(new Error("this lesson has no database")) });
  [lesson] = readCourse(join(here, "fixtures", "course")).lessons as [Lesson];
});

afterAll(async () => {
  await checker[Symbol.asyncDispose]();
  await run[Symbol.asyncDispose]();
});

const judge = (name: string) =>
  checker.checkLesson({ lesson, source: { kind: "folder", folder: join(here, "fixtures", "services", name) } });

/* What a service does, what the first failure must say, and the first failing test. */
const faults: [name: string, test: string, words: RegExp][] = [
  ["syntax-error", "answers at all", /the service stopped: a file cannot be read as TypeScript/],
  ["throws-at-import", "answers at all", /the service stopped: Error: the shelf is empty/],
  ["exits-with-0", "answers at all", /ended by itself with exit code 0/],
  [
    "ends-by-itself",
    "answers at all",
    /ended by itself with exit code 0[\s\S]*A program with nothing to wait for ends/,
  ],
  ["unsettled-await", "answers at all", /never finished loading: an await at the top of a file waits for ever/],
  ["never-loads", "answers at all", /nothing listens on PORT=\d+ after 5 s: it never finished loading/],
  ["never-listens", "answers at all", /nothing listens on PORT=\d+ after 5 s: it loaded, and then never listened/],
  ["loops-at-load", "answers at all", /stuck in a loop that never ends \(.*loops-at-load\/src\/server\.ts:1\)/],
  ["listens-elsewhere", "answers at all", /told to listen on another port: PORT=\d+, but it listens on \d+/],
  ["fake-summary", "answers at all", /ended by itself with exit code 0/],
  [
    "loops-in-handler",
    "greets",
    /GET \/greeting -> the service is stuck in a loop .*loops-in-handler\/src\/server\.ts:[56]/,
  ],
  ["never-answers", "greets", /GET \/greeting -> no answer after 3 s, and the service is doing nothing/],
  ["exits-in-handler", "greets", /GET \/greeting -> the service ended by itself with exit code 3/],
  ["half-a-body", "greets", /GET \/greeting -> 200, then the answer stopped half-way after {"hello":/],
  ["prints-100-mb", "greets", /GET \/greeting -> the service printed more than 20 MB and was stopped/],
  ["kills-itself", "greets", /GET \/greeting -> the service was ended by SIGKILL/],
  ["eats-memory", "greets", /GET \/greeting -> the service ran out of memory \(limit 256 MB\)/],
  ["crashes-after-the-answer", "greets", /After the last answer -> the service stopped: .*the receipt was lost/],
  ["ignores-sigterm", "answers at all", /SIGTERM -> expected the service to end, but after 2 s it was still running/],
];

test.each(faults)("a service that %s fails with words that say so", async (name, title, words) => {
  const verdict = await judge(name);

  const failure = firstFailure(verdict);
  expect(verdict.outcome, verdict.trouble).toBe("failed");
  expect(failure?.title).toBe(title);
  expect(Object.values(failure?.message ?? {}).join("\n")).toMatch(words);
});

test("a service that leaves a child behind may pass, and the child is gone", async () => {
  const verdict = await judge("leaves-a-child");

  expect(verdict.outcome).toBe("passed");
  expect(await markedProcesses(`${run.id}/service`)).toEqual([]);
});

test("escape sequences of a service do not reach the verdict", async () => {
  const verdict = await judge("fake-summary");

  expect(JSON.stringify(verdict)).not.toMatch(/\\u001b|\\u0007/);
});

test("after all of that a right service still passes", async () => {
  const verdict = await checker.checkLesson({ lesson, source: { kind: "solution" } });

  expect(verdict.outcome, verdict.trouble).toBe("passed");
});
