import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCourse } from "#shared/lessons/course.ts";
import { planLesson, readmeRowProblems, withReadmeRow } from "../new-lesson/scaffold.ts";
import { copyFixtureCourse, runToEnd } from "../testing/fixture-course.ts";

const list = `| | lesson | you learn to | minutes |
|---|---|---|---|
| 01 | [Greeting](lessons/01-greeting/README.md) | greet | 1 |
| 02 | [Notes](lessons/02-notes/README.md) | count | 1 |
`;

test("a new lesson runs at once: starter red, solution green, its mistake caught; verify names what is still to write", async () => {
  using course = copyFixtureCourse();
  writeFileSync(join(course.folder, "README.md"), list);

  const made = await runToEnd("new-lesson", ["zoo-visit", "--part", "2", "--course", course.folder]);
  const verified = await runToEnd("verify", ["zoo-visit", "--json", "--course", course.folder]);

  expect(made).toMatchObject({ code: 0, output: expect.stringContaining("Next: npm run verify 03") });
  expect(verified.code).toBe(1);
  const problems = [...verified.output.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => text);
  const about = problems.filter((text) => text.includes("03-zoo-visit") && text.includes(": "));
  const toWrite = about.filter((text) => text.includes(": still to write: "));
  expect(toWrite.length).toBeGreaterThan(30);
  // Nothing that runs is wrong.
  expect(about.filter((text) => !toWrite.includes(text))).toEqual([
    expect.stringContaining("words; a lesson has 400 to 1200"),
    expect.stringContaining("it has 1 mistakes"),
  ]);
  expect(readFileSync(join(course.folder, "README.md"), "utf8")).toContain("| 03 | [Zoo visit](lessons/03-zoo-visit/");
});

test("a new lesson never writes over another", async () => {
  using course = copyFixtureCourse();
  const before = readdirSync(join(course.folder, "lessons"));

  const same = await runToEnd("new-lesson", ["greeting", "--course", course.folder]);

  expect(same).toMatchObject({ code: 2, output: expect.stringContaining("01-greeting has this name already") });
  expect(readdirSync(join(course.folder, "lessons"))).toEqual(before);
  expect(existsSync(join(course.folder, "solutions/03-greeting"))).toBe(false);
});

test("number and part follow the lesson before, unless they are given", () => {
  using copy = copyFixtureCourse();
  const course = readCourse(copy.folder);

  expect(planLesson(course, { slug: "zoo-visit" })).toEqual({
    slug: "zoo-visit",
    title: "Zoo visit",
    part: 2,
    number: "03",
  });
  expect(planLesson(course, { slug: "zoo", number: "9", part: "1" })).toMatchObject({ number: "09", part: 1 });
  expect(() => planLesson(course, { slug: "zoo", number: "2" })).toThrow("02 is taken by 02-notes");
  expect(() => planLesson(course, { slug: "zoo", part: "7" })).toThrow("There is no part 7");
  expect(() => planLesson(course, { slug: "../zoo" })).toThrow("cannot be a folder's name");
});

test("the README's list keeps its order, and a row that says something else than lesson.yaml is found", () => {
  using copy = copyFixtureCourse();
  const { lessons } = readCourse(copy.folder);
  const between = withReadmeRow(list.replace("| 02 |", "| 05 |"), { slug: "zoo", title: "Zoo", part: 1, number: "03" });

  expect(
    between
      .split("\n")
      .slice(2, 5)
      .map((line) => line.slice(2, 4)),
  ).toEqual(["01", "03", "05"]);
  expect(readmeRowProblems(list, lessons)).toEqual([]);
  expect(readmeRowProblems(list.replace("greet | 1 |", "greet | 2 |"), lessons)).toEqual([
    "README.md: its row for 01-greeting has another title, link or minutes than lesson.yaml, which says: " +
      "| 01 | [Greeting](lessons/01-greeting/README.md) | ... | 1 |",
  ]);
  expect(readmeRowProblems("", lessons)).toEqual([
    "README.md: its list of lessons misses 01-greeting.",
    "README.md: its list of lessons misses 02-notes.",
  ]);
});
