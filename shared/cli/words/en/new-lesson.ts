export const newLesson = {
  help: `For authors: writes the beginning of a lesson: one that runs, with one task, its solution and one mistake.

  npm run new-lesson move-money                          after the last lesson
  npm run new-lesson move-money -- --number 07 --part 2  in its own place

Then npm run verify names what is still to write. CONTRIBUTING.md has the six steps, docs/authors.md the craft.`,
  whichName: "What is it called? Lower-case words joined by hyphens: npm run new-lesson move-money",
  made: (lesson: string, solution: string) => `Wrote ${lesson} and ${solution}, and a row in README.md.`,
  next: (number: string) => `Next: npm run verify ${number}   (it names what is still to write)`,
};
