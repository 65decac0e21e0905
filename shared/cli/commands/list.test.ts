import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copyFixtureCourse, runToEnd } from "../testing/fixture-course.ts";
import { openTerminal } from "../testing/terminal.ts";

const time = "2026-11-21T09:00:00.000Z";

function openFixture() {
  const course = copyFixtureCourse();
  const solution = { shown: time, early: true };
  const lessons = { greeting: { begun: time, passed: time, tasks: [1], solution } };
  mkdirSync(join(course.folder, ".hood"));
  writeFileSync(join(course.folder, ".hood/progress.json"), JSON.stringify({ version: 1, lessons }));
  return course;
}

test("the list shows parts, lessons with their state, the total and where to go on, in 40 columns too", async () => {
  using course = openFixture();
  await using terminal = openTerminal(["list", "--course", course.folder], { columns: 40 });
  await terminal.ended;

  expect(terminal.screen()).toEqual([
    "Part 1: Say hello (greetings)",
    "  01 Greeting              1 min  passed",
    "     (solution seen before passing)",
    "",
    "Part 2: Write it down (notes)",
    "> 02 Notes                 1 min  new",
    "",
    "1 of 2 lessons passed, 1 minute left.",
    "You are at 02 Notes. To go on: npm start",
  ]);
  expect(terminal.painted()[1]).toContain("{green}passed{}");
});

test("the list as JSON, and of one part", async () => {
  using course = openFixture();

  const { code, output } = await runToEnd("list", ["--part", "hello", "--json", "--course", course.folder]);

  expect(code).toBe(0);
  expect(JSON.parse(output)).toEqual({
    total: { passed: 1, lessons: 1, minutesLeft: 0 },
    parts: [
      { part: 1, title: "Say hello", topic: "greetings" },
      { part: 2, title: "Write it down", topic: "notes" },
    ],
    lessons: [
      {
        lesson: "greeting",
        name: "01-greeting",
        title: "Greeting",
        part: 1,
        minutes: 1,
        state: "passed-with-solution",
      },
    ],
  });
});

test("the list takes no lesson", async () => {
  const { code, output } = await runToEnd("list", ["05"]);

  expect(code).toBe(2);
  expect(output).toMatch(/^The list shows the whole course, or a part of it\.\n\n[\s\S]*npm run list -- --part 2/);
});
