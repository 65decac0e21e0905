import type { Lesson } from "#shared/lessons/course.ts";

export const lesson = {
  help: `Shows the text of a lesson.

  npm run lesson                   the lesson you are at, a screen at a time
  npm run lesson 05                another: by number, name, or how it begins
  npm run lesson 05 -- --plain     printed at once, without colours
  npm run lesson 05 -- --answers   with the answers to its questions

Keys: space on, b back, the arrows up and down a line, Home and End,
o opens and closes an answer, q closes the text.`,

  oneAtATime: "One lesson at a time, please.",

  noText: ({ name }: Lesson, file: string) =>
    `There is no text for ${name}: ${file} is missing. To get it back: git checkout -- lessons/${name}/README.md`,

  pressToOpen: "press o to open",
  pressToClose: "press o to close",

  /** Beside an answer that is hidden in a printed text. */
  printToOpen: ({ number }: Lesson) => `to read it: npm run lesson ${number} -- --answers`,
};
