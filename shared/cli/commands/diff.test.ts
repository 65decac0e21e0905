import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { applyPatch } from "diff";
import { expect, test } from "vitest";
import { readCourse } from "#shared/lessons/course.ts";
import { keepStarter } from "#shared/progress/starters.ts";
import { copyFixtureCourse, runToEnd } from "../testing/fixture-course.ts";
import { openTerminal } from "../testing/terminal.ts";

function openFixture() {
  const course = copyFixtureCourse();
  for (const lesson of readCourse(course.folder).lessons) keepStarter(lesson);
  return course;
}

const serverOf = (folder: string) => join(folder, "lessons/01-greeting/src/server.ts");

test("nothing changed is said in words", async () => {
  using course = openFixture();

  expect(await runToEnd("diff", ["--course", course.folder])).toEqual({
    code: 0,
    output: "Nothing changed yet in 01 Greeting: the files of its tasks are as they were at\nthe start.",
  });
});

test("where nobody looks it is a patch and nothing else; in a terminal it has a title and colours", async () => {
  using course = openFixture();
  const starter = readFileSync(serverOf(course.folder), "utf8");
  const mine = `${starter}// grüß dich\n`;
  writeFileSync(serverOf(course.folder), mine);

  const { output } = await runToEnd("diff", ["1", "--course", course.folder]);
  await using terminal = openTerminal(["diff", "1", "--course", course.folder]);
  await terminal.ended;

  expect(applyPatch(starter, `${output}\n`)).toBe(mine);
  expect(output).toMatch(/^--- a\/lessons\/01-greeting\/src\/server\.ts\n/);
  expect(terminal.screen().slice(0, 2)).toEqual(["What you have changed in 01 Greeting:", "  src/server.ts  +1 -0"]);
  expect(terminal.painted().at(-1)).toBe("{green}+// grüß dich{}");
});

test("the solution is behind the same gate, and the patch leads to it", async () => {
  using course = openFixture();
  const mine = readFileSync(serverOf(course.folder), "utf8");
  const solution = readFileSync(join(course.folder, "solutions/01-greeting/src/server.ts"), "utf8");
  const diff = (...words: string[]) => runToEnd("diff", ["1", "--solution", ...words, "--course", course.folder]);

  const refused = await diff();
  const { code, output } = await diff("--yes", "--json");

  expect(refused.code).toBe(2);
  expect(refused.output).toMatch(
    /^You have not passed 01 Greeting yet\.[\s\S]*\n {2}npm run diff 01 -- --solution --yes$/,
  );
  const { files, ...rest } = JSON.parse(output);
  expect(code).toBe(0);
  expect(rest).toEqual({ lesson: "greeting", against: "solution" });
  expect(applyPatch(mine, files[0].patch)).toBe(solution);
});
