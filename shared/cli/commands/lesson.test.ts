import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { copyFixtureCourse, type FixtureCourse, runToEnd } from "../testing/fixture-course.ts";
import { keys, openTerminal } from "../testing/terminal.ts";

const command = 'curl -i -X POST "http://127.0.0.1:4000/cards" -H "content-type: application/json" -d "{}"';

const text = `# 01 Greeting

Somebody says **hello** to \`GET /greeting\`.

## Run

\`\`\`
$ ${command}
\`\`\`

## Predict

Who answers?

<details><summary>Answer</summary>

The shop does.

</details>

## Tasks

${Array.from({ length: 40 }, (_, task) => `${task + 1}. This is task ${task + 1} of the lesson.`).join("\n")}
`;

function courseWithText(): FixtureCourse {
  const course = copyFixtureCourse();
  writeFileSync(join(course.folder, "lessons/01-greeting/README.md"), text);
  return course;
}

test("in a terminal the text is shown a screen at a time, folds open, and the terminal is given back", async () => {
  using course = courseWithText();
  await using terminal = openTerminal(["lesson", "--course", course.folder]);

  await terminal.waitFor(/^# 01 Greeting[\s\S]*% - o: answer, space: on, q: close$/);
  expect(terminal.isAlternate).toBe(true);
  await expect(`${terminal.painted().join("\n")}\n`).toMatchFileSnapshot("snapshots/lesson-80x24.txt");
  // Sent as one line, so that it is copied as one.
  expect(stripVTControlCharacters(terminal.raw)).toContain(command);

  terminal.press("o");
  await terminal.waitFor(/^\[-\] Answer \(press o to close\)\n\n {4}The shop does\.$/m);
  terminal.press("o");
  await terminal.waitFor(/^\[\+\] Answer \(press o to open\)\n\n## Tasks$/m);
  terminal.press(keys.pageDown + keys.pageDown);
  await terminal.waitFor(/40\. This is task 40 of the lesson\.\nend - b: back, q: close$/);

  terminal.resize(40, 12);
  // The list was at the top, and stays there.
  await terminal.waitFor(/^1\. {2}This is task 1 of the lesson\.\n[\s\S]*\n\d+% - space: on, b: back, q: close$/);
  terminal.press(keys.pageUp);
  await terminal.waitFor(/^\[\+\] Answer/m);
  terminal.press("q");

  expect(await terminal.ended).toMatchObject({ code: 0 });
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.raw.endsWith("\u001b[?25h\u001b[?1049l")).toBe(true);
});

test("Ctrl-C gives the terminal back", async () => {
  using course = courseWithText();
  await using terminal = openTerminal(["lesson", "1", "--course", course.folder], { columns: 40 });
  await terminal.waitFor(/q: close$/);

  terminal.press(keys.ctrlC);

  expect(await terminal.ended).toMatchObject({ code: 0 });
  expect(terminal.isAlternate).toBe(false);
});

test("elsewhere the text is printed, with its answers only when they are asked for", async () => {
  using course = courseWithText();
  const [printed, answered, missing] = await Promise.all([
    runToEnd("lesson", ["greet", "--course", course.folder]),
    runToEnd("lesson", ["1", "--answers", "--course", course.folder]),
    runToEnd("lesson", ["2", "--course", course.folder]),
  ]);

  expect(printed.code).toBe(0);
  expect(printed.output).toContain("[+] Answer (to read it: npm run lesson 01 -- --answers)\n");
  expect(printed.output).not.toContain("The shop does.");
  expect(answered.output).toContain("[-] Answer\n\n    The shop does.\n");
  expect(missing.code).toBe(2);
  expect(missing.output).toMatch(/^There is no text for 02-notes: .*README\.md is missing\. To get it back: git /);
});
