import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { openRun } from "#shared/runs/run.ts";
import { Checker } from "./checker.ts";
import type { TestVerdict } from "./verdict.ts";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));

/* Answers right, and so late that a machine with nothing else to do cannot be the reason. */
const lateService = `
import { createServer } from "node:http";
createServer((_request, response) => {
  setTimeout(() => response.setHeader("content-type", "application/json").end('{"hello":"world"}'), DELAY);
}).listen(Number(process.env.PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
`;

/** Judges a service that answers after `delayMs`, on a machine of which this share is idle. */
async function judge(delayMs: number, idleShare: number) {
  await using run = await openRun(root);
  const postgres = () => Promise.reject(new Error("this lesson has no database"));
  await using checker = new Checker({ root, run, postgres, measureIdle: () => () => idleShare });
  const [lesson] = readCourse(join(here, "fixtures", "course")).lessons as [Lesson];
  const folder = mkdtempSync(join(hoodFolder(root, "tests"), "late-"));
  try {
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src", "server.ts"), lateService.replace("DELAY", String(delayMs)));
    const told: TestVerdict[] = [];
    const source = { kind: "folder", folder } as const;
    const tests = ["greets"];
    const verdict = await checker.checkLesson({ lesson, source, tests, onTest: (test) => told.push(test) });
    return { outcome: verdict.outcome, trouble: verdict.trouble, told };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("a late answer on a machine with time to spare is a failure, told at once", async () => {
  const { outcome, told } = await judge(3_300, 0.9);

  expect(outcome).toBe("failed");
  expect(told.map((one) => one.outcome)).toEqual(["failed"]);
});

test("a late answer on a busy machine is tried again alone; what that shows is told and counts", async () => {
  const { outcome, trouble, told } = await judge(3_300, 0);

  expect(outcome, trouble).toBe("passed");
  expect(told.map((one) => one.outcome)).toEqual(["passed"]);
});
