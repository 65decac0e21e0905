import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copyFixtureCourse, runToEnd } from "../testing/fixture-course.ts";

test("hints come one a run, without a lesson's name for the current one, and all three again at the end", async () => {
  using course = copyFixtureCourse();
  const hint = (...words: string[]) => runToEnd("hint", [...words, "--course", course.folder]);

  const first = await hint();
  const read = await hint("greeting", "--read");
  await hint("1", "--task", "1");
  const third = await hint("1", "--json");
  const after = await hint();

  expect(first).toEqual({
    code: 0,
    output: "Hint 1 of 3 for task 1: Greet\n01 Greeting\n\n  one\n\nFor the next hint:\n  npm run hint 01",
  });
  expect(read.output).toBe("The hints you have taken for 01 Greeting:\n\nTask 1: Greet\n  1. one");
  expect(JSON.parse(third.output)).toEqual({
    lesson: "greeting",
    taken: { task: 1, text: "three", number: 3, of: 3 },
    tasks: [{ task: 1, title: "Greet", of: 3, hints: ["one", "two", "three"] }],
  });
  expect(after.output).toMatch(/^All hints for task 1 are taken: Greet\n[\s\S]*1\. one\n {2}2\. two\n {2}3\. three\n/);
  expect(after.output).toMatch(/npm run solution 01$/);
});

test("a passed lesson shows all its hints and takes none", async () => {
  using course = copyFixtureCourse();
  const time = "2026-11-21T09:00:00.000Z";
  const kept = JSON.stringify({ version: 1, lessons: { notes: { begun: time, passed: time, tasks: [1] } } });
  mkdirSync(join(course.folder, ".hood"));
  writeFileSync(join(course.folder, ".hood/progress.json"), kept);

  const { code, output } = await runToEnd("hint", ["2", "--course", course.folder]);

  expect(code).toBe(0);
  expect(output).toMatch(/^You have passed 02 Notes\. All its hints can be read:\n\nTask 1: Count\n {2}1\. one/);
  expect(readFileSync(join(course.folder, ".hood/progress.json"), "utf8")).toBe(kept);
});

test("a task that is none ends with 2, and a damaged progress file is said all the same", async () => {
  using course = copyFixtureCourse();
  mkdirSync(join(course.folder, ".hood"));
  writeFileSync(join(course.folder, ".hood/progress.json"), "");

  const { code, output } = await runToEnd("hint", ["1", "--task", "two", "--course", course.folder]);

  expect(code).toBe(2);
  expect(output).toContain('There is no task "two". 01 Greeting has one task, number 1.');
  expect(output).toContain("progress.json could not be used: it is empty. It was set aside as");
});
