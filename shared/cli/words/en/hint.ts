const help = `Gives the next hint for the first task that is not green yet. Each task has
three: a nudge, a pointer, and nearly the answer. Those taken are remembered.

  npm run hint                  for the lesson you are at
  npm run hint 05               for another: its number, or how its name begins
  npm run hint 05 -- --task 2   for a task of your choice
  npm run hint 05 -- --read     those you have taken, once more; takes none
  npm run hint 05 -- --json     for machines

When a lesson is passed, all its hints can be read. `;

export const hint = {
  help,
  oneAtATime: `One lesson at a time, please.\n\n${help}`,
  noTask: (asked: string, lesson: string, tasks: number) =>
    `There is no task "${asked}". ${lesson} has ${tasks === 1 ? "one task, number 1" : `tasks 1 to ${tasks}`}.`,
  title: (number: number, of: number, task: number, title: string) =>
    `Hint ${number} of ${of} for task ${task}: ${title}`,
  allTaken: (task: number, title: string) => `All hints for task ${task} are taken: ${title}`,
  allGreen: (lesson: string) =>
    `Every task of ${lesson} is green, so there is no hint to take. To see what is red still:`,
  passed: (lesson: string) => `You have passed ${lesson}. All its hints can be read:`,
  taken: (lesson: string) => `The hints you have taken for ${lesson}:`,
  noneTaken: (lesson: string) => `You have taken no hint for ${lesson}. To take one:`,
  taskHeading: (task: number, title: string) => `Task ${task}: ${title}`,
  more: "For the next hint:",
  last: "That was the last one. To see the solution:",
  stillStuck: "Still stuck? To see the solution:",
};
