import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { copyLesson, type LessonCopy, repositoryRoot } from "../testing/lesson-copy.ts";
import { checkTexts } from "./check-texts.ts";

async function problemsAfter(breakIt: (copy: LessonCopy) => void): Promise<string[]> {
  using copy = copyLesson();
  breakIt(copy);
  return checkTexts(repositoryRoot, copy.lesson());
}

const readme = "lessons/README.md";
const yaml = "lessons/lesson.yaml";
const starterApp = "solutions/starter/src/app.ts";

test("a lesson that is whole has no problem", async () => {
  expect(await problemsAfter(() => undefined)).toEqual([]);
});

const broken: readonly [string, (copy: LessonCopy) => void, RegExp][] = [
  ["no README", (c) => c.remove(readme), /README\.md cannot be read: ENOENT/],
  ["another title", (c) => c.edit(readme, (t) => t.replace("# 01 Open", "# 02 Open")), /its title is "02 Open/],
  ["no wish", (c) => c.edit(readme, (t) => t.replace(/\nGrandma sells[^|]*/, "\n")), /Grandma's wish is missing/],
  ["no contract", (c) => c.edit(readme, (t) => t.replace(/^\| .*\n/gm, "")), /the contract is missing/],
  [
    "a part missing",
    (c) => c.edit(readme, (t) => t.replace("## Predict", "### Predict")),
    /the part "Predict" is missing/,
  ],
  [
    "parts in another order",
    (c) =>
      c.edit(readme, (t) =>
        t.replace("## You will", "## X").replace("## Run", "## You will").replace("## X", "## Run"),
      ),
    /"Run" stands where "You will" belongs/,
  ],
  [
    "too many words",
    (c) => c.edit(readme, (t) => `${t}\n${"word ".repeat(1_200)}\n`),
    /words; a lesson has 400 to 1200/,
  ],
  ["an open answer", (c) => c.edit(readme, (t) => t.replaceAll("details>", "b>")), /fold the answer of "Predict" away/],
  ["two invariants", (c) => c.edit(readme, (t) => t.replace(/^[34]\. .*\n/gm, "")), /"Keep true" is a numbered list/],
  [
    "a task left out",
    (c) => c.edit(readme, (t) => t.replace("**Task 4:", "**Task:")),
    /it has the tasks 1, 2, 3; lesson\.yaml has 1, 2, 3, 4/,
  ],
  [
    "a task without its TODO",
    (c) => c.edit(starterApp, (t) => t.replaceAll("TODO 2", "TODO 1")),
    /no file of task 2 .* has a "TODO 2"/,
  ],
  [
    "a TODO without its task",
    (c) => c.edit(starterApp, (t) => `${t}// TODO 9: what?\n`),
    /TODO 9 is no task of lesson\.yaml/,
  ],
  [
    "a TODO in the solution",
    (c) => c.edit("solutions/src/app.ts", (t) => `${t}// TODO later\n`),
    /a TODO is left in the solution/,
  ],
  [
    "a file that no starter has",
    (c) => c.edit(yaml, (t) => t.replace("[src/app.ts]", "[src/other.ts]")),
    /task 1 names src\/other\.ts, which the starter does not have/,
  ],
  [
    "a file only in the starter",
    (c) => c.write("solutions/starter/src/more.ts", ""),
    /src\/more\.ts is in the starter and missing here/,
  ],
  [
    "a file only in the solution",
    (c) => c.write("solutions/src/more.ts", ""),
    /src\/more\.ts is in the solution and missing here/,
  ],
  [
    "an empty alternative",
    (c) => c.write("solutions/alternatives/other/README.md", ""),
    /alternatives\/other: src\/server\.ts is missing/,
  ],
  [
    "hardly a mistake",
    (c) => c.remove("solutions/mistakes"),
    /it has 0 mistakes; 4 that people really write are the least/,
  ],
  [
    "a mistake that changes nothing",
    (c) => {
      c.write("solutions/mistakes/none/mistake.yaml", "misconception: a\ntest: b\nwords: c\n");
      c.write("solutions/mistakes/none/src/unrelated.ts", "");
    },
    /mistakes\/none: it changes no file of the solution/,
  ],
  ["no notes", (c) => c.remove("solutions/NOTES.md"), /NOTES\.md is missing/],
  [
    "a belittling word in the README",
    (c) => c.edit(readme, (t) => t.replace("Left for later:", "Simply left for later:")),
    /say it without "Simply"/,
  ],
  [
    "a belittling word in a hint",
    (c) => c.edit(yaml, (t) => t.replace("You need three tools", "You just need three tools")),
    /lesson\.yaml: say it without "just"/,
  ],
  [
    "the same hint twice",
    (c) =>
      c.edit(yaml, (t) => {
        const file = parse(t) as { tasks: [{ hints: string[] }] };
        file.tasks[0].hints[1] = file.tasks[0].hints[0] as string;
        return stringify(file);
      }),
    /task 1 gives the same hint twice/,
  ],
  [
    "a hint that shrinks",
    (c) => c.edit(yaml, (t) => t.replace(/One statement replaces[\s\S]*?used yet\./, "Use json.")),
    /no longer than the first/,
  ],
  [
    "a hint like a chapter",
    (c) => c.edit(yaml, (t) => t.replace("One statement replaces", "word ".repeat(170))),
    /hint 3 has \d+ words; 160 are the most/,
  ],
  [
    "four links",
    (c) => c.edit(readme, (t) => `${t}- [More](https://example.org/)\n`),
    /it has 4 links; 3 are the most/,
  ],
  [
    "a link without https",
    (c) => c.edit(readme, (t) => t.replace("https://express", "http://express")),
    /is no https address/,
  ],
  [
    "a link to no file",
    (c) => c.edit(readme, (t) => `${t}\n[Notes](../nothing.md)\n`),
    /the link to \.\.\/nothing\.md leads nowhere/,
  ],
  [
    "code that does not parse",
    (c) => c.edit(readme, (t) => t.replace("```js\nconst answer", "```js\nconst const answer")),
    /the js under "How the front end sees it" does not parse/,
  ],
  [
    "SQL that does not parse",
    (c) => c.edit(readme, (t) => `${t}\n\`\`\`sql\nselect form cards were\n\`\`\`\n`),
    /the sql under "Read" does not parse: syntax error/,
  ],
  [
    "a command that does not exist",
    (c) => c.edit(readme, (t) => t.replace("npm run serve 01", "npm run sevre 01")),
    /there is no command "npm run sevre"/,
  ],
  [
    "an example that does not exist",
    (c) => c.edit(readme, (t) => t.replace("business/bakery.mjs", "business/butcher.mjs")),
    /there is no such file/,
  ],
  [
    "a skipped test",
    (c) => c.edit("lessons/lesson.test.ts", (t) => t.replace("test(", "test.skip(")),
    /\.skip would let a lesson pass untested/,
  ],
  [
    "a test that knows the service",
    (c) => c.edit("lessons/lesson.test.ts", (t) => `import { createApp } from "./src/app.ts";\n${t}`),
    /it imports \.\/src\/app\.ts/,
  ],
  [
    "a service that knows the course",
    (c) => c.edit(starterApp, (t) => `import "#shared/bench/index.ts";\n${t}`),
    /it imports #shared\/bench\/index\.ts, which is no package/,
  ],
  [
    "a service that leaves its folder",
    (c) => c.edit(starterApp, (t) => `import "../../solutions/app.ts";\n${t}`),
    /it imports \.\.\/\.\.\/solutions\/app\.ts/,
  ],
];

test.each(broken)("%s is refused in a sentence", async (_what, breakIt, sentence) => {
  const problems = await problemsAfter(breakIt);

  expect(problems.join("\n")).toMatch(sentence);
});
