import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { openRun, type Run } from "#shared/runs/run.ts";
import { Checker } from "./checker.ts";

/* A solution is right in every case here; what is wrong is the course, the machine, or the way the tests ran. */

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));

let run: Run;
let checker: Checker;
let lesson: Lesson;
let course: string;

beforeAll(async () => {
  run = await openRun(root);
  checker = new Checker({ root, run, postgres: () => Promise.reject(new Error("this lesson has no database")) });
});

beforeEach(() => {
  course = mkdtempSync(join(hoodFolder(root, "tests"), "closed-"));
  cpSync(join(here, "fixtures", "course"), course, { recursive: true });
  [lesson] = readCourse(course).lessons as [Lesson];
  return () => rmSync(course, { recursive: true, force: true });
});

afterAll(async () => {
  await checker[Symbol.asyncDispose]();
  await run[Symbol.asyncDispose]();
});

const edit = (change: (text: string) => string) =>
  writeFileSync(lesson.testFile, change(readFileSync(lesson.testFile, "utf8")));

const check = () => checker.checkLesson({ lesson, source: { kind: "solution" } });

test("every expected test passed once: passed", async () => {
  const right = await check();
  expect(right.outcome, right.trouble).toBe("passed");
});

test("a test that is missing: could not run", async () => {
  edit((text) => text.replace('test("greets again"', 'test("greets once more"'));

  expect(await check()).toMatchObject({
    outcome: "could-not-run",
    trouble: expect.stringContaining("greets once more"),
  });
});

test("a test that is skipped: could not run", async () => {
  edit((text) => text.replace('test("greets again"', 'test["skip"]("greets again"'));

  expect(await check()).toMatchObject({
    outcome: "could-not-run",
    trouble: expect.stringContaining('The test "greets again" did not run'),
  });
});

test("a test that is singled out: could not run", async () => {
  edit((text) => text.replace('test("greets again"', 'test["only"]("greets again"'));

  expect((await check()).outcome).toBe("could-not-run");
});

test("two tests of one title: could not run", async () => {
  edit((text) => text.replace('test("greets again"', 'test("greets"'));

  expect(await check()).toMatchObject({ outcome: "could-not-run", trouble: expect.stringContaining("same title") });
});

test("no test at all: could not run", async () => {
  edit(() => "export {};\n");

  expect((await check()).outcome).toBe("could-not-run");
});

test("a test file that cannot be read: could not run", async () => {
  edit((text) => `${text}\nconst = 1;\n`);

  expect((await check()).outcome).toBe("could-not-run");
});

test("a test file that was changed while it ran: could not run", async () => {
  const verdict = await checker.checkLesson({
    lesson,
    source: { kind: "solution" },
    onTest: () => appendFileSync(lesson.testFile, "// changed\n"),
  });

  expect(verdict).toMatchObject({ outcome: "could-not-run", trouble: expect.stringContaining("changed while") });
});

test("an error that no test waited for: could not run", async () => {
  edit((text) => `${text}\nvoid Promise.reject(new Error("nobody waits"));\n`);

  expect(await check()).toMatchObject({ outcome: "could-not-run", trouble: expect.stringContaining("nobody waits") });
});

test("an assertion that throws nothing of ours still fails the test", async () => {
  edit((text) => text.replace('await shop.get("/");', 'await shop.get("/"); throw new TypeError("no such field");'));

  const verdict = await check();

  expect(verdict.outcome).toBe("failed");
  expect(verdict.tests[0]).toMatchObject({ outcome: "failed", message: { what: "no such field" } });
});

test("a Vitest configuration in the lesson's folder changes nothing", async () => {
  const config = "export default { test: { include: [], passWithNoTests: true } };\n";
  for (const name of ["vitest.config.ts", "vite.config.ts"]) writeFileSync(join(lesson.folder, name), config);
  writeFileSync(join(lesson.folder, ".env"), "PORT=1\n");

  const right = await check();
  expect(right.outcome, right.trouble).toBe("passed");
});

test("only the tests that were asked for run, and the verdict speaks of those", async () => {
  const verdict = await checker.checkLesson({ lesson, source: { kind: "lesson" }, tests: ["answers at all"] });

  expect(verdict.outcome).toBe("passed");
  expect(verdict.tests.map(({ outcome }) => outcome)).toEqual(["passed", "not-run", "not-run"]);
});

test("a check that is cancelled says so, and the next one runs", async () => {
  const controller = new AbortController();
  const cancelled = checker.checkLesson({
    lesson,
    source: { kind: "solution" },
    signal: controller.signal,
    onTest: () => controller.abort(),
  });

  expect(await cancelled).toMatchObject({ outcome: "could-not-run", trouble: "The check was cancelled." });
  const right = await check();
  expect(right.outcome, right.trouble).toBe("passed");
});
