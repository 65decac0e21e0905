import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addDays, type CardState, cardId, localDay } from "#shared/progress/quiz-cards.ts";
import { copyFixtureCourse, runToEnd } from "../testing/fixture-course.ts";
import { openTerminal } from "../testing/terminal.ts";

const questions = {
  greeting: ["Is this a lesson?", "Is it a long one?"],
  notes: ["Is there a database?", "Is it shared between tests?"],
};

/** Every question of both lessons was answered, and comes back on this day. */
function answerAll(folder: string, due: string, box = 0): void {
  const lessons = Object.fromEntries(
    Object.entries(questions).map(([id, asked]) => {
      const quiz = Object.fromEntries(
        asked.map((question): [string, CardState] => [cardId(id, question), { box, due }]),
      );
      return [id, { begun: "2026-01-01T00:00:00.000Z", quiz }];
    }),
  );
  mkdirSync(join(folder, ".hood"), { recursive: true });
  writeFileSync(join(folder, ".hood/progress.json"), JSON.stringify({ version: 1, lessons }));
}

const today = localDay(new Date());

test("what is due is asked, mixed, each with its lesson named", async () => {
  using course = copyFixtureCourse();
  answerAll(course.folder, addDays(today, -2));
  await using terminal = openTerminal(["review", "--course", course.folder], { rows: 60 });

  await terminal.waitFor(/^4 questions are due\.\n\nQuestion 1 of 4 - 01 Greeting\n/);
  terminal.press("a");
  await terminal.waitFor(/Press any key to go on/);
  terminal.press(" ");
  await terminal.waitFor(/^Question 2 of 4 - 02 Notes$/m);
  terminal.press("q");

  expect(await terminal.ended).toMatchObject({ code: 0 });
});

test("--json lists what is due today", async () => {
  using course = copyFixtureCourse();
  answerAll(course.folder, addDays(today, -2));

  const { output } = await runToEnd("review", ["--json", "--course", course.folder]);

  const { due, next } = JSON.parse(output);
  expect(next).toBe(addDays(today, -2));
  expect(due.map(({ question }: { question: string }) => question)).toEqual(Object.values(questions).flat());
});

test("when nothing is due it says when the next question comes, or how to begin", async () => {
  using later = copyFixtureCourse();
  using never = copyFixtureCourse();
  answerAll(later.folder, addDays(today, 5), 2);

  const [waiting, empty] = await Promise.all([
    runToEnd("review", ["--course", later.folder]),
    runToEnd("review", ["--course", never.folder]),
  ]);

  expect(waiting).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^Nothing is due\. The next question comes back in [45] days\.$/),
  });
  expect(empty).toMatchObject({
    code: 0,
    output: "No question was answered yet, so none comes back. To begin: npm run quiz",
  });
});
