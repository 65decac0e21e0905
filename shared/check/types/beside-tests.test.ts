import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { openRun, type Run } from "#shared/runs/run.ts";
import { Checker } from "../checker.ts";
import type { TypeDiagnostic } from "../verdict.ts";

/* When TypeScript looks at a source whose tests run, and that nothing waits for it. */

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(dirname(here)));
const hangs = [process.execPath, "-e", "setInterval(() => undefined, 1000)", "--"] as const;

let run: Run;
let lesson: Lesson;
let course: string;

beforeEach(async () => {
  run = await openRun(root);
  course = mkdtempSync(join(hoodFolder(root, "tests"), "beside-"));
  cpSync(join(here, "../fixtures/course"), course, { recursive: true });
  [lesson] = readCourse(course).lessons as [Lesson];
});

afterEach(async () => {
  await run[Symbol.asyncDispose]();
  rmSync(course, { recursive: true, force: true });
});

const postgres = () => Promise.reject(new Error("this lesson has no database"));
const openChecker = (findCompiler?: () => readonly [string, ...string[]] | undefined) =>
  new Checker({ root, run, postgres, ...(findCompiler && { findCompiler }) });
const copies = () => readdirSync(run.folder).filter((name) => /^source-\w+$/.test(name));
const wrongType = "\nexport const cards: number = String(1);\n";

test("a wrong type leaves a right service passed, and is told with the path that the learner knows", async () => {
  await using checker = openChecker();
  const server = join(lesson.solutionFolder, "src/server.ts");
  appendFileSync(server, wrongType);
  const types = Promise.withResolvers<TypeDiagnostic[] | undefined>();

  const verdict = await checker.checkLesson({ lesson, source: { kind: "solution" }, onTypes: types.resolve });
  const found = await types.promise;

  expect(verdict.outcome).toBe("passed");
  const file = `${verdict.source}/src/server.ts`;
  expect(found).toEqual([expect.objectContaining({ file, code: "TS2322", line: 9 })]);
  expect(verdict.source).toMatch(/^\.hood\/tests\/beside-\w+\/solutions\/01-greeting$/);
});

test.each([
  ["when the first red was told", "lesson", ["answers at all", "greets"]],
  ["when all tests are over and green", "solution", ["answers at all", "greets", "greets again"]],
] as const)("TypeScript begins %s", async (_when, kind, before) => {
  const ended: string[] = [];
  let begun: readonly string[] | undefined;
  await using checker = openChecker(() => {
    begun ??= [...ended];
    return undefined;
  });

  const { tests } = await checker.checkLesson({
    lesson,
    source: { kind },
    onTest: ({ title }) => ended.push(title),
    onTypes: () => undefined,
  });

  expect(begun).toEqual(before);
  // It was over at once, and yet the last test found the source in its place.
  expect(tests[2]).toMatchObject(kind === "solution" ? { outcome: "passed" } : { message: tests[1]?.message });
});

test("a verdict does not wait for a compiler that hangs; a newer save ends that, and its copy of the source goes", async () => {
  await using checker = openChecker(() => hangs);
  const newerSave = new AbortController();
  const types = Promise.withResolvers<TypeDiagnostic[] | undefined>();
  const { signal } = newerSave;

  const red = await checker.checkLesson({ lesson, source: { kind: "lesson" }, signal, onTypes: types.resolve });
  expect(copies()).toHaveLength(1);
  newerSave.abort();

  expect(red.outcome).toBe("failed");
  expect(await types.promise).toBeUndefined();
  await checker[Symbol.asyncDispose]();
  expect(copies()).toEqual([]);
});

test("a check without a verdict on the work has no types, and so has one that did not ask", async () => {
  let begun = 0;
  await using checker = openChecker(() => {
    begun += 1;
    return undefined;
  });
  const types = Promise.withResolvers<TypeDiagnostic[] | undefined>();
  const cancelled = { lesson, source: { kind: "lesson" }, signal: AbortSignal.abort() } as const;

  const verdict = await checker.checkLesson({ ...cancelled, onTypes: types.resolve });
  await checker.checkLesson({ lesson, source: { kind: "lesson" } });

  expect(verdict.outcome).toBe("could-not-run");
  expect(await types.promise).toBeUndefined();
  expect(begun).toBe(0);
});

test("the end of a command ends a compiler that hangs", async () => {
  const types = Promise.withResolvers<TypeDiagnostic[] | undefined>();
  {
    await using checker = openChecker(() => hangs);
    await checker.checkLesson({ lesson, source: { kind: "lesson" }, onTypes: types.resolve });
  }
  expect(await types.promise).toBeUndefined();
});
