import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { verdictSchema } from "#shared/check/verdict.ts";
import { repositoryRoot } from "../session.ts";
import { attachDebugger } from "../testing/attach-debugger.ts";
import { copyFixtureCourse, runToEnd, startCommand } from "../testing/fixture-course.ts";

const progressOf = (folder: string) => JSON.parse(readFileSync(join(folder, ".hood/progress.json"), "utf8"));

test("a lesson that fails ends with 1 and shows the first failure in three parts", async () => {
  using course = copyFixtureCourse();

  const { code, output } = await runToEnd("check", ["1", "--course", course.folder]);

  expect(code).toBe(1);
  expect(output).toMatch(/^FAILED {2}01 Greeting: 1 of 3 tests passed/);
  expect(output).toContain("GET /greeting -> expected 200, got 500\n  A shop says hello.\n  Look at src/server.ts.");
});

test("a lesson that passes ends with 0 and is remembered under its id", async () => {
  using course = copyFixtureCourse();
  course.solve("01-greeting");

  const { code, output } = await runToEnd("check", ["greet", "--course", course.folder]);

  expect(output).toMatch(/^PASSED {2}01 Greeting: 3 of 3 tests passed/);
  expect(code).toBe(0);
  expect(progressOf(course.folder).lessons.greeting.passed).toBeTypeOf("string");
});

test("type errors stand below the tests, in JSON and as problems; the lesson stays passed", async () => {
  using course = copyFixtureCourse();
  course.solve("01-greeting");
  appendFileSync(join(course.folder, "lessons/01-greeting/src/server.ts"), "export const cards: number = String(1);\n");
  const words = ["1", "--course", course.folder];

  const shown = await runToEnd("check", words);
  const json = await runToEnd("check", [...words, "--json"]);
  const problems = await runToEnd("check", [...words, "--problems"]);
  const overview = await runToEnd("check", ["--course", course.folder]);

  const file = `${relative(repositoryRoot, course.folder)}/lessons/01-greeting/src/server.ts`;
  const message = "Type 'string' is not assignable to type 'number'.";
  expect(shown.output).toMatch(/^PASSED {2}01 Greeting: 3 of 3/);
  expect(shown.output.replace(/\s+/g, " ")).toContain(
    `greets again Types (the tests do not judge these, and the lesson stays passed) ${file}:8: ${message}`,
  );
  expect(verdictSchema.parse(JSON.parse(json.output)).types).toEqual([
    { file, line: 8, column: 14, message, code: "TS2322" },
  ]);
  expect(problems.output).toMatch(/server\.ts:8:14: error: TS2322: Type [^\n]*$/);
  expect(overview.output).not.toContain("Types");
  expect([shown, json, problems, overview].map(({ code }) => code)).toEqual([0, 0, 0, 0]);
});

test("a lesson with a database passes with a fresh database for each test", async () => {
  using course = copyFixtureCourse();
  course.solve("02-notes");

  const { code, output } = await runToEnd("check", ["notes", "--json", "--course", course.folder]);

  const verdict = verdictSchema.parse(JSON.parse(output));
  expect(code).toBe(0);
  expect(verdict).toMatchObject({ lesson: "notes", outcome: "passed" });
  expect(verdict.postgres).toMatch(/^PostgreSQL 18\.\d+ \(embedded: /);
});

test("without a lesson every lesson begun is checked, one line each, and none when none is begun", async () => {
  using course = copyFixtureCourse();

  const none = await runToEnd("check", ["--course", course.folder]);
  await runToEnd("check", ["1", "--course", course.folder]);
  const begun = await runToEnd("check", ["--course", course.folder]);

  expect(none).toEqual({ code: 0, output: "No lesson is begun yet. Begin with: npm start" });
  expect(begun.output.split("\n")).toEqual([expect.stringMatching(/^FAILED {2}01 Greeting: 1 of 3/)]);
  expect(begun.code).toBe(1);
});

test("a name that no lesson has ends with 2 and the nearest names", async () => {
  using course = copyFixtureCourse();

  expect(await runToEnd("check", ["greting", "--course", course.folder])).toEqual({
    code: 2,
    output: 'There is no lesson "greting". The nearest are 01-greeting, 02-notes.',
  });
});

test("a source that is no folder, or holds no service, ends with 2 and a sentence", async () => {
  using course = copyFixtureCourse();
  const check = (source: string) => runToEnd("check", ["1", "--source", source, "--course", course.folder]);

  const missing = await check(join(course.folder, "nowhere"));
  const empty = await check(course.folder);

  expect(missing.code).toBe(2);
  expect(missing.output).toContain("nowhere is not a folder. --source names a folder that holds src/server.ts.");
  expect(empty.code).toBe(2);
  expect(empty.output).toContain("server.ts is not a file: a service starts there.");
});

test("an option that does not exist ends with 2 and the help", async () => {
  const { code, output } = await runToEnd("check", ["--colour"]);

  expect(code).toBe(2);
  expect(output).toContain("Unknown option '--colour'");
  expect(output).toContain("npm run check 05");
});

test("a course in a folder with spaces and non-ASCII letters is judged as any other", async () => {
  using course = copyFixtureCourse("Großmutters Karten, 你好");
  course.solve("01-greeting");
  course.solve("02-notes");

  const greeting = await runToEnd("check", ["1", "--course", course.folder]);
  const notes = await runToEnd("check", ["2", "--course", course.folder]);

  expect([greeting.code, notes.code], `${greeting.output}\n${notes.output}`).toEqual([0, 0]);
});

test("a damaged progress file is replaced by its copy", async () => {
  using course = copyFixtureCourse();
  course.solve("01-greeting");
  course.solve("02-notes");
  await runToEnd("check", ["1", "--course", course.folder]);
  await runToEnd("check", ["2", "--course", course.folder]);
  writeFileSync(join(course.folder, ".hood/progress.json"), "");

  await runToEnd("check", ["2", "--course", course.folder]);

  expect(Object.keys(progressOf(course.folder).lessons).sort()).toEqual(["greeting", "notes"]);
});

test("a progress file of a newer version is left as it is", async () => {
  using course = copyFixtureCourse();
  const newer = '{"version":7,"lessons":{},"stars":3}';
  mkdirSync(join(course.folder, ".hood"), { recursive: true });
  writeFileSync(join(course.folder, ".hood/progress.json"), newer);

  const { output } = await runToEnd("check", ["1", "--course", course.folder]);

  expect(output).toContain("it is of version 7, this course writes 1. Nothing is saved until you update the course");
  expect(readFileSync(join(course.folder, ".hood/progress.json"), "utf8")).toBe(newer);
});

test("--test runs one test, by a part of its title, and passes no lesson", async () => {
  using course = copyFixtureCourse();
  course.solve("01-greeting");
  const check = (part: string) => runToEnd("check", ["1", "--test", part, "--course", course.folder]);

  const one = await check("ANSWERS");
  const several = await check("greets");

  expect(one).toEqual({
    code: 0,
    output: "PASSED  answers at all\n\nThis was one test, and no verdict on the lesson. For that: npm run check 01",
  });
  expect(several).toMatchObject({ code: 0, output: expect.stringMatching(/^PASSED {2}greets\n/) });
  expect(await check("gree")).toEqual({
    code: 2,
    output: '"gree" is in several titles. Type a little more of one of them:\n  greets\n  greets again',
  });
  expect(existsSync(join(course.folder, ".hood/progress.json"))).toBe(false);
});

test("--problems names the place of each failing test as compilers do", async () => {
  using course = copyFixtureCourse();

  const { output } = await runToEnd("check", [
    join(course.folder, "lessons/01-greeting/src/server.ts"),
    "--problems",
    "--course",
    course.folder,
  ]);

  const place = `${relative(repositoryRoot, course.folder)}/lessons/01-greeting/src/server.ts:4:1`;
  expect(output.split("\n").slice(-2)).toEqual([
    `${place}: error: greets: GET /greeting -> expected 200, got 500`,
    `${place}: error: greets again: GET /greeting -> expected 200, got 500`,
  ]);
});

test("--inspect runs the first failing test in the learner's own files, and waits at a breakpoint", async () => {
  using course = copyFixtureCourse();
  const command = startCommand("check", ["1", "--inspect", "--course", course.folder]);
  await command.waitFor(/Waiting for a debugger on 127\.0\.0\.1:9229/);

  const stop = await attachDebugger(9229, { fileEnd: "lessons/01-greeting/src/server.ts", line: 4 });
  expect([stop.file, stop.line]).toEqual([join(course.folder, "lessons/01-greeting/src/server.ts"), 4]);
  stop.goOn();

  const { code, output } = await command.ended;
  expect(output).toMatch(/^FAIL {2}greets\n[\s\S]*Waiting for a debugger[\s\S]*\nFAIL {2}greets\n/);
  expect(output).toContain("This was one test, and no verdict on the lesson. For that: npm run check 01");
  expect(code).toBe(1);
});
