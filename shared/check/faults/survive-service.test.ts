import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { runMark, serviceMark } from "#shared/runs/process-tree.ts";
import { openRun, type Run } from "#shared/runs/run.ts";
import type { CheckRequest } from "../checker.ts";
import type { Verdict } from "../verdict.ts";
import type { ServiceFault } from "./fault.ts";
import { surviveService } from "./survive-service.ts";

/*
 * The engine itself, with a checker that answers as a fault would have it and leaves what a fault would leave. A right
 * and a wrong service, checked for real, are in survive-faults.test.ts.
 */

const repository = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

const fault: ServiceFault = {
  kind: "service",
  name: "sleeps",
  what: "a service that sleeps",
  lesson: "greeting",
  outcome: "failed",
  test: "greets",
  words: /is asleep \(src\/server\.ts:3\)/,
  withinS: 5,
};

const tests = (failing: string | undefined, what = ""): Verdict["tests"] =>
  ["answers at all", "greets", "greets again"].map((title) => ({
    title,
    task: 1,
    outcome: title === failing ? "failed" : "passed",
    ...(title === failing && { message: { what, why: "Otters wait.", look: "Look at src/server.ts." } }),
    exchange: [],
    log: [],
    sql: [],
    calls: [],
    durationMs: 1,
  }));
const verdict = (outcome: Verdict["outcome"], failing?: string, what?: string): Verdict => ({
  lesson: "greeting",
  source: "here",
  outcome,
  tests: tests(failing, what),
  durationMs: 1,
});
const passed = verdict("passed");
const asleep = verdict("failed", "greets", "GET /greeting -> the service is asleep (src/server.ts:3)");

let run: Run;
/** Stands for the repository, and is smaller. */
let root: string;
let folder: string;
const endings: (() => unknown)[] = [];

beforeAll(async () => {
  run = await openRun(repository);
  root = mkdtempSync(join(hoodFolder(repository, "tests"), "fault-"));
  for (const name of ["lessons", "solutions", "shared"]) mkdirSync(join(root, name));
  folder = join(root, "sleeps");
  mkdirSync(join(folder, "twin"), { recursive: true });
});

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

afterAll(async () => {
  rmSync(root, { recursive: true });
  await run[Symbol.asyncDispose]();
});

/** Tries the fault with a checker that is told what is checked: the faulty service, the solution, or the twin. */
function survive(
  answers: Partial<Record<"fault" | "solution" | "twin", (request: CheckRequest) => Promise<Verdict> | Verdict>>,
  { entry = fault, admin, in: inFolder = folder }: Partial<{ entry: ServiceFault; admin: never; in: string }> = {},
) {
  const checkLesson = async (request: CheckRequest) => {
    const { source } = request;
    const who = source.kind === "folder" ? (source.folder.endsWith("twin") ? "twin" : "fault") : "solution";
    return answers[who]?.(request) ?? (who === "fault" ? asleep : passed);
  };
  return surviveService(entry, inFolder, { root, run, admin, checker: { checkLesson } });
}
const problemsOf = async (...words: Parameters<typeof survive>) => (await survive(...words)).problems;

test("a fault that is judged right and leaves nothing is survived", async () => {
  const survival = await survive({});

  expect(survival).toMatchObject({ problems: [] });
});

test("another outcome, another first test and other words are not survived", async () => {
  expect(await problemsOf({ fault: () => passed })).toEqual(["its outcome should be failed, and is passed: no words"]);
  expect(await problemsOf({ fault: () => verdict("failed", "greets again", "is asleep (src/server.ts:3)") })).toEqual([
    expect.stringContaining('"greets" should fail first, and "greets again" does'),
  ]);
  expect(await problemsOf({ fault: () => verdict("failed", "greets", "is awake (src/server.ts:3)") })).toEqual([
    expect.stringMatching(/^its words should match .* and are:\nis awake/),
  ]);
});

test("words that a terminal would obey are not survived", async () => {
  const painted = verdict("failed", "greets", "\u001b[32mis asleep (src/server.ts:3)");

  expect(await problemsOf({ fault: () => painted })).toEqual([
    "its verdict holds control characters, which a terminal would obey",
  ]);
});

test("a fault beyond its limit is not survived, and the limit is longer on a busy machine", async () => {
  const late = () => new Promise<Verdict>((resolve) => setTimeout(() => resolve(asleep), 100));
  const { problems, busy, limitS } = await survive({ fault: late }, { entry: { ...fault, withinS: 0.01 } });

  expect(limitS).toBe(busy ? 0.04 : 0.01);
  expect(problems).toEqual([expect.stringMatching(/^it took \d+\.\d s, and the limit is 0\.0[14] s$/)]);
});

test.skipIf(process.platform === "win32")("a process that is left is not survived", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
    env: { ...process.env, [runMark]: serviceMark(run.id) },
    stdio: "ignore",
  });
  endings.push(() => child.kill("SIGKILL"));

  expect(await problemsOf({})).toEqual([`left running what the service started: process ${child.pid}`]);
});

test.skipIf(process.platform !== "linux")(
  "the service itself that is left, and its port, are not survived",
  async () => {
    const cwd = join(run.folder, "source-1234");
    const service =
      'require("net").createServer().listen(0, "127.0.0.1", function () { console.log(this.address().port) })';
    mkdirSync(cwd);
    const child = spawn(process.execPath, ["-e", service], {
      cwd,
      env: { ...process.env, [runMark]: run.id },
      stdio: ["ignore", "pipe", "ignore"],
    });
    endings.push(() => child.kill("SIGKILL"));
    const [port] = await once(child.stdout, "data");
    rmSync(cwd, { recursive: true });

    expect(await problemsOf({})).toEqual([
      `left the service itself running: process ${child.pid}`,
      `left somebody listening on port ${String(port).trim()}`,
    ]);
  },
);

test("a port that the words name, and that still answers, is not survived", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  endings.push(() => server.close());
  const { port } = server.address() as { port: number };

  expect(
    await problemsOf({ fault: () => verdict("failed", "greets", `is asleep (src/server.ts:3) PORT=${port}`) }),
  ).toEqual([`left somebody listening on port ${port}, which its words name`]);
});

test("an entry that is left in the run's folder is not survived", async () => {
  const left = join(run.folder, "scratch");
  endings.push(() => rmSync(left, { recursive: true }));

  const problems = await problemsOf({
    fault: () => {
      mkdirSync(left);
      return asleep;
    },
  });

  expect(problems).toEqual(["left scratch in the folder of the run"]);
});

test.skipIf(process.platform === "win32")("a temporary folder without its process is not survived", async () => {
  const left = join(run.folder, "tmp", "0badf00d");
  mkdirSync(left, { recursive: true });
  endings.push(() => rmSync(left, { recursive: true }));

  expect(await problemsOf({})).toEqual(["left 1 temporary folders of services"]);
});

test("databases, roles and sessions of services that are left are not survived", async () => {
  const { Client } = await import("pg");
  const { adminUrl } = inject("postgres");
  const admin = new Client(adminUrl);
  await admin.connect();
  const name = (number: number) => `hood_${run.id}_clone_${number}`;
  const numbers = [1, 2, 3, 4, 5, 6];
  const service = new Client(adminUrl.replace(/\/\/[^@]*@/, `//${name(1)}:otter@`));
  endings.push(async () => {
    await service.end();
    for (const number of numbers) {
      await admin.query(`drop database ${name(number)}`);
      await admin.query(`drop role ${name(number)}`);
    }
    await admin.end();
  });

  const problems = await problemsOf(
    {
      fault: async () => {
        for (const number of numbers) {
          await admin.query(`create role ${name(number)} login superuser password 'otter'`);
          await admin.query(`create database ${name(number)}`);
        }
        await service.connect();
        return asleep;
      },
    },
    { admin: admin as never },
  );

  expect(problems).toEqual([
    "left 1 databases beyond the spare ones",
    "left 1 roles beyond those of the spare databases",
    "left 1 sessions of services open in PostgreSQL",
  ]);
});

test("a changed file of the course, or of the learner's progress, is not survived", async () => {
  const problems = await problemsOf({
    fault: ({ lesson }) => {
      const { COURSE_FOLDER = "" } = lesson.env;
      writeFileSync(join(COURSE_FOLDER, "lessons", "01-greeting", "src", "server.ts"), "");
      appendFileSync(join(COURSE_FOLDER, ".hood", "progress.json"), " ");
      return asleep;
    },
  });

  expect(problems).toEqual([
    `it changed ${join(".hood", "progress.json")} of the course, or of the learner`,
    `it changed ${join("lessons", "01-greeting", "src", "server.ts")} of the course, or of the learner`,
  ]);
});

test("a file of the repository that it changes every time is not survived; one that an author saved is", async () => {
  const write = (path: string) => writeFileSync(join(root, path), String(performance.now()));
  let checks = 0;

  const problems = await problemsOf({
    fault: () => {
      checks += 1;
      write("shared/by-the-fault.ts");
      if (checks === 1) write("lessons/by-an-author.ts");
      return asleep;
    },
  });

  expect(problems).toEqual([`it changed ${join("shared", "by-the-fault.ts")}`]);
});

test("a good solution that does not pass next, and a good twin that does not, are not survived", async () => {
  const broken = verdict("failed", "greets", "GET /greeting -> 500");

  expect(await problemsOf({ solution: () => broken, twin: () => broken })).toEqual([
    expect.stringContaining("the good solution, checked next, should pass, and is failed: GET /greeting -> 500"),
    expect.stringContaining("its good twin should pass, and is failed: GET /greeting -> 500"),
  ]);
});

test("a fault without a twin says why, and one that says why has none", async () => {
  const without = mkdtempSync(join(root, "without-"));
  endings.push(() => rmSync(without, { recursive: true }));

  expect(await problemsOf({}, { in: without })).toEqual(["it has no folder twin/, and its entry does not say why"]);
  expect(await problemsOf({}, { in: without, entry: { ...fault, noTwin: "sleep is sleep" } })).toEqual([]);
  expect(await problemsOf({}, { entry: { ...fault, noTwin: "sleep is sleep" } })).toEqual([
    "it has a twin, although its entry says why none can be: sleep is sleep",
  ]);
});
