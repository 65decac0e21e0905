/** For a word that is no command: the nearest one, and all of them. */
export const unknownCommand = (asked: string | undefined, nearest: string | undefined, names: readonly string[]) => [
  asked === undefined ? "Which command?" : `There is no command "${asked}".`,
  nearest === undefined ? "Begin with: npm start" : `The nearest is: npm run ${nearest}`,
  "",
  `All of them: ${names.join(", ")}.`,
  "Each explains itself: npm run check -- --help",
];
