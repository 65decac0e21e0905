import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { openPostgres } from "#shared/postgres/ladder.ts";
import { LastingServer } from "#shared/postgres/lasting-server.ts";
import { killGroup } from "#shared/runs/process-tree.ts";
import { openRun, type Run } from "#shared/runs/run.ts";
import { Checker } from "./checker.ts";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));

let run: Run;
let server: LastingServer;
let checker: Checker;
let lesson: Lesson;

beforeAll(async () => {
  run = await openRun(root);
  server = new LastingServer(() => openPostgres({ root, run, env: { ...process.env, HOOD_POSTGRES: "embedded" } }));
  checker = new Checker({ root, run, postgres: () => server.get() });
  lesson = readCourse(join(here, "fixtures", "course")).lessons[1] as Lesson;
});

afterAll(async () => {
  await checker[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
  await run[Symbol.asyncDispose]();
});

const check = (afterFirstTest: () => void = () => undefined) =>
  checker.checkLesson({ lesson, source: { kind: "solution" }, onTest: once(afterFirstTest) });

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
}

async function dropEveryClone(): Promise<void> {
  const admin = new Client((await server.get()).adminUrl);
  await admin.connect();
  const { rows } = await admin.query("select datname from pg_database where datname like 'hood_%_clone_%'");
  for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`);
  await admin.end();
}

/** The embedded server's process, as this run has written it down. */
function postgresPid(): number {
  const lines = readFileSync(join(run.folder, "started.jsonl"), "utf8").trim().split("\n");
  const servers = lines.map((line) => JSON.parse(line)).filter(({ proof }) => proof?.includes("hood-"));
  return servers.at(-1).process;
}

test("databases dropped by somebody else are not the learner's failure, and the next check passes", async () => {
  await check();
  let dropping = Promise.resolve();

  const verdict = await check(() => {
    dropping = dropEveryClone();
  });
  await dropping;
  const next = await check();

  // Which databases were still in use when they were dropped is not ours to say; a false failure is what must not be.
  expect(verdict.outcome).not.toBe("failed");
  expect(next.outcome, next.trouble).toBe("passed");
});

test("databases dropped between two checks are not the learner's failure, and the check after passes", async () => {
  await check();
  await dropEveryClone();

  const verdict = await check();
  const next = await check();

  expect(verdict.outcome).toBe("could-not-run");
  expect(verdict.trouble).toMatch(/was dropped by somebody else|went away while the tests ran/);
  expect(next.outcome, next.trouble).toBe("passed");
});

test("a PostgreSQL killed in mid-run is not the learner's failure, and the next check opens another", async () => {
  await check();

  const verdict = await check(() => killGroup(postgresPid()));
  const next = await check();

  expect(verdict.outcome, verdict.trouble).toBe("could-not-run");
  expect(verdict.tests.filter(({ outcome }) => outcome === "failed")).toEqual([]);
  expect(next.outcome, next.trouble).toBe("passed");
});
