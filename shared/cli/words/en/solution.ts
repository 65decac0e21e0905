const help = `Shows the solution of a lesson you have passed: the files you were asked to
edit.

  npm run solution               of the lesson you are at
  npm run solution 05            of another: its number, or how its name begins
  npm run solution 05 -- --yes   before you have passed it, without being asked
  npm run solution 05 -- --json  for machines

A solution seen before its lesson is passed is remembered in npm run list.`;

export const solution = {
  help,
  oneAtATime: `One lesson at a time, please.\n\n${help}`,
  title: (lesson: string) => `The solution of ${lesson}:`,
  notes: "Why this answer, and what else would be right:",
  notPassed: (lesson: string) =>
    `You have not passed ${lesson} yet. Seeing the solution is remembered in npm run list.`,
  ask: "Show it? y/N ",
  yes: ["y", "yes"],
  kept: "It stays closed. For a hint:",
  withYes: "To see it all the same:",
  unreadable: (file: string, why: string) =>
    `${file} cannot be read: ${why}. To get it back from the course's repository: git restore solutions`,
};
