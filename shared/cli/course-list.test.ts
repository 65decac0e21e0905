import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { courseTotal, renderCourse } from "./course-list.ts";
import { inventedCourse } from "./testing/invented-course.ts";

const passed = "2026-11-21T09:00:00Z";
const course = inventedCourse({
  "open-for-business": { passed, solution: { shown: passed, early: true } },
  forms: {},
});
const plain = (lines: string[]) => lines.map(stripVTControlCharacters);

test.each([80, 40])("the list at %i columns", async (width) => {
  const lines = plain(renderCourse(course, { width, current: course.lessons[1] }));

  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`snapshots/list-${width}.txt`);
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
});

test("one part alone has a total of its own, and says nothing of others", () => {
  const lines = plain(renderCourse(course, { width: 80, part: 2 }));

  expect(lines).toEqual([
    "Part 2: Grandma's ledger and everything in it (databases)",
    expect.stringMatching(/^ {2}05 The card shelf {2,}55 min {2}new$/),
    "",
    "0 of 1 lesson passed, 55 minutes left.",
  ]);
});

test("more parts are promised only while parts are empty", () => {
  const whole = { ...course, parts: course.parts.slice(0, 2) };

  expect(plain(renderCourse(course, { width: 80 })).at(-1)).toBe("One more part is to come.");
  expect(plain(renderCourse(whole, { width: 80 })).at(-1)).toBe("1 of 3 lessons passed, 95 minutes left.");
});

test("a solution seen before passing is shown while the lesson is still open, too", () => {
  const open = inventedCourse({ "card-shelf": { solution: { shown: passed, early: true } } });

  expect(plain(renderCourse(open, { width: 80, part: 2 })).slice(1, 3)).toEqual([
    expect.stringMatching(/The card shelf .* begun$/),
    "     (solution seen before passing)",
  ]);
});

test("a finished course has no minutes left", () => {
  const finished = inventedCourse({ "open-for-business": { passed }, forms: { passed }, "card-shelf": { passed } });

  expect(courseTotal(finished, finished.lessons)).toEqual({ passed: 3, lessons: 3, minutesLeft: 0 });
  expect(plain(renderCourse(finished, { width: 80 })).at(-2)).toBe("3 of 3 lessons passed.");
});
