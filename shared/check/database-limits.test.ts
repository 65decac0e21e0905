import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { openPostgres, type PostgresServer } from "#shared/postgres/ladder.ts";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { openRun, type Run } from "#shared/runs/run.ts";
import { Checker } from "./checker.ts";
import { firstFailure } from "./verdict.ts";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));

let run: Run;
let server: PostgresServer;
let checker: Checker;
let lesson: Lesson;

beforeAll(async () => {
  run = await openRun(root);
  const env = { ...process.env, HOOD_POSTGRES: "url", DATABASE_URL: inject("postgres").adminUrl };
  server = await openPostgres({ root, run, env });
  checker = new Checker({ root, run, postgres: async () => server });
  lesson = readCourse(join(here, "fixtures", "course")).lessons[1] as Lesson;
});

afterAll(async () => {
  await checker[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
  await run[Symbol.asyncDispose]();
});

/** A verdict on a service that does this when it is asked for something, and this before it listens. */
async function judge({ onRequest = "", first = "" }: { onRequest?: string; first?: string }) {
  const folder = mkdtempSync(join(hoodFolder(root, "tests"), "database-limits-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "src"));
  writeFileSync(
    join(folder, "src", "server.ts"),
    `import express from "express";
import pg from "pg";
const open = async () => {
  const client = new pg.Client(process.env.DATABASE_URL);
  client.on("error", () => undefined);
  await client.connect();
  return client;
};
${first}
const app = express();
app.get("/count", async (request, response) => {
  ${onRequest}
});
app.listen(Number(process.env.PORT), "127.0.0.1");
`,
  );
  return checker.checkLesson({ lesson, source: { kind: "folder", folder } });
}

const wordsOf = (verdict: Awaited<ReturnType<typeof judge>>) =>
  Object.values(firstFailure(verdict)?.message ?? {}).join("\n");

test("a service that opens 200 connections is told that it holds all it may, and nobody else is disturbed", async () => {
  const verdict = await judge({ onRequest: "for (let count = 0; count < 200; count += 1) await open();" });

  expect(verdict.outcome, verdict.trouble).toBe("failed");
  expect(wordsOf(verdict)).toMatch(
    /^GET \/count -> the service holds 40 connections to the database at once and asked for more\n.*\nLook at where .* makes a pool or a client/,
  );
});

test("a service that fails at its start for want of connections is told the same", async () => {
  const verdict = await judge({ first: "for (let count = 0; count < 200; count += 1) await open();" });

  expect(verdict.outcome, verdict.trouble).toBe("failed");
  expect(wordsOf(verdict)).toContain("the service holds 40 connections to the database at once and asked for more");
});

test("a statement that PostgreSQL ends after its time is no trouble of the machine", async () => {
  const slow = 'const client = await open(); await client.query("set statement_timeout = 50; select pg_sleep(2)");';
  const verdict = await judge({ first: slow });

  expect(verdict.outcome, verdict.trouble).toBe("failed");
  expect(wordsOf(verdict)).toContain("PostgreSQL ended a statement that took longer than statement_timeout allows");
});
