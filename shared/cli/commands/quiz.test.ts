import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cardId } from "#shared/progress/quiz-cards.ts";
import { repositoryRoot } from "../session.ts";
import { copyFixtureCourse, runToEnd } from "../testing/fixture-course.ts";
import { keys, openTerminal, type Terminal } from "../testing/terminal.ts";

const first = cardId("greeting", "Is this a lesson?");
const second = cardId("greeting", "Is it a long one?");

const quizOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, ".hood/progress.json"), "utf8")).lessons.greeting.quiz;

/** Waits for a question, and presses the letter before an option, wherever it stands this time. */
async function choose(terminal: Terminal, question: string, option: string): Promise<void> {
  const screen = await terminal.waitFor(new RegExp(`^${question}[^?]*\\?\\n[^?]*Press a or b \\(q stops\\)\\.$`, "m"));
  const letter = screen.findLast((line) => line.endsWith(`) ${option}`))?.trim()[0];
  terminal.press(letter ?? "?");
}

test("keys answer, every answer is explained, and what was wrong is asked once more", async () => {
  using course = copyFixtureCourse();
  await using terminal = openTerminal(["quiz", "--course", course.folder], { columns: 40, rows: 60 });

  await choose(terminal, "Question 1 of 2 - 01 Greeting", "no");
  await terminal.waitFor(/: not yet\.\n {3}It lacks nothing\.\n\nRight is [ab]: yes\n {3}It has all that one needs\./);
  terminal.press(" ");
  await choose(terminal, "Question 2 of 2 - 01 Greeting", "no");
  await terminal.waitFor(/: right\.\n {3}One minute\.\n\nPress any key to go on \(q stops\)\.$/);
  terminal.press(keys.enter);
  await choose(terminal, "Once more, question 1 of 1 - 01 Greeting", "yes");

  expect(await terminal.ended).toMatchObject({ code: 0 });
  expect(terminal.screen().slice(-4).join("\n")).toBe(
    "\n1 of 2 right at the first try. Both come\nback tomorrow.\nTo see them then: npm run review",
  );
  expect(quizOf(course.folder)).toEqual({
    [first]: { box: 0, due: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    [second]: { box: 0, due: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
  });
});

test("Ctrl-C in the middle keeps the answers given", async () => {
  using course = copyFixtureCourse();
  await using terminal = openTerminal(["quiz", "1", "--course", course.folder]);

  await choose(terminal, "Question 1 of 2 - 01 Greeting", "yes");
  await terminal.waitFor(/Press any key to go on/);
  terminal.press(keys.ctrlC);

  expect(await terminal.ended).toMatchObject({ code: 0 });
  expect(terminal.screen().join("\n")).toContain("1 of 1 right at the first try. 1 comes back tomorrow.");
  expect(Object.keys(quizOf(course.folder))).toEqual([first]);
});

test("answers come through a pipe, and its end keeps those given", () => {
  using course = copyFixtureCourse();
  const quiz = spawnSync(
    process.execPath,
    [join(repositoryRoot, "shared/cli/hood.cjs"), "quiz", "1", "--course", course.folder],
    { input: "x\n A \n", encoding: "utf8" },
  );

  expect(quiz.stdout).toContain('Type a or b and Enter (q stops).\n"x" is no answer to this question. Type a or b');
  expect(quiz.stdout).toMatch(/^[01] of 1 right at the first try\. 1 comes back tomorrow\.$/m);
  expect(quiz.status).toBe(0);
  expect(Object.keys(quizOf(course.folder))).toEqual([first]);
});

test("--json tells programs the questions, their explanations, and what is remembered, and asks nothing", async () => {
  using course = copyFixtureCourse();

  const { code, output } = await runToEnd("quiz", ["1", "--json", "--course", course.folder]);

  expect(code).toBe(0);
  expect(JSON.parse(output)).toHaveLength(2);
  expect(JSON.parse(output)[0]).toEqual({
    card: first,
    lesson: "greeting",
    question: "Is this a lesson?",
    options: [
      { text: "yes", right: true, because: "It has all that one needs." },
      { text: "no", right: false, because: "It lacks nothing." },
    ],
    state: null,
  });
});
