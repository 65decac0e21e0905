import type { Lesson } from "#shared/lessons/course.ts";

export const quiz = {
  help: `Asks the questions of a lesson, one at a time, and explains every answer.

  npm run quiz                 the lesson you are at
  npm run quiz 05              another: by number, name, or how it begins
  npm run quiz 05 -- --plain   type an answer and Enter; also through a pipe
  npm run quiz 05 -- --json    questions, explanations, what is remembered

Keys: a, b, c... answer, q stops. Answers given are kept, and the questions come
back after 1, 3, 7 and 21 days: npm run review`,

  oneAtATime: "One lesson at a time, please.",

  place: ({ number, title }: Lesson, question: number, questions: number, isFirst: boolean) =>
    `${isFirst ? "Question" : "Once more, question"} ${question} of ${questions} - ${number} ${title}`,

  pressLetter: (letters: readonly string[]) => `Press ${either(letters)} (q stops).`,
  typeLetter: (letters: readonly string[]) => `Type ${either(letters)} and Enter (q stops).`,
  noSuchLetter: (typed: string, letters: readonly string[]) =>
    `"${typed}" is no answer to this question. Type ${either(letters)}, or q to stop.`,
  pressKey: "Press any key to go on (q stops).",

  right: (letter: string) => `${letter}: right.`,
  notYet: (letter: string) => `${letter}: not yet.`,
  rightIs: (letter: string, text: string) => `Right is ${letter}: ${text}`,

  /** `rests`: for how many days each answered card rests. */
  result: ({ answered, right }: { readonly answered: number; readonly right: number }, rests: readonly number[]) =>
    answered === 0 ? "No question was answered." : `${right} of ${answered} right at the first try. ${comeBack(rests)}`,

  howToReview: "To see them then: npm run review",
};

const either = (letters: readonly string[]) => `${letters.slice(0, -1).join(", ")} or ${letters.at(-1)}`;

function comeBack(rests: readonly number[]): string {
  const days = [...new Set(rests)].sort((a, b) => a - b);
  const counts = days.map((day) => ({ day, count: rests.filter((rest) => rest === day).length }));
  const [only] = counts;
  if (only && counts.length === 1 && rests.length > 1)
    return `${only.count === 2 ? "Both" : `All ${only.count}`} come back ${inDays(only.day)}.`;
  const parts = counts.map(({ day, count }, index) => {
    const verb = count === 1 ? "comes back" : "come back";
    return index === 0 ? `${count} ${verb} ${inDays(day)}` : `${count} ${inDays(day)}`;
  });
  return `${parts.join(", ")}.`;
}

export const inDays = (days: number): string => (days === 1 ? "tomorrow" : `in ${days} days`);
