import { inDays } from "./quiz.ts";

export const review = {
  help: `Asks again what you answered some days ago, from all lessons, mixed.

  npm run review               at most ten questions
  npm run review -- --all      everything that is due
  npm run review -- --plain    type an answer and Enter; also through a pipe
  npm run review -- --json     what is due, as JSON

A question comes back after 1, 3, 7 and 21 days; one that you did not know
comes back tomorrow. Keys: a, b, c... answer, q stops. Answers given are kept.`,

  noWords: "A review takes no lesson: it asks from all of them. For one lesson: npm run quiz 05",

  due: (asked: number, due: number) =>
    asked === due
      ? `${due} ${due === 1 ? "question is" : "questions are"} due.`
      : `${due} questions are due, here are ${asked} of them. For all of them: npm run review -- --all`,

  nothingDue: (days: number) => `Nothing is due. The next question comes back ${inDays(days)}.`,
  nothingKnown: "No question was answered yet, so none comes back. To begin: npm run quiz",
};
