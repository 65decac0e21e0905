const help = `Shows the course: its parts, its lessons, and how far you are.

  npm run list                   the whole course
  npm run list -- --part 2       one part, by its number
  npm run list -- --part ledger  or by a piece of its title
  npm run list -- --json         for machines

A lesson is new, begun or passed. If you saw its solution before passing it,
the list says so.`;

export const list = {
  help,
  noLessons: "This course has no lessons yet.",
  takesNoLesson: `The list shows the whole course, or a part of it.\n\n${help}`,
  part: (number: number, title: string, topic: string) => `Part ${number}: ${title} (${topic})`,
  states: { new: "new", begun: "begun", passed: "passed", "passed-with-solution": "passed" },
  solutionSeen: "solution seen before passing",
  minutes: (minutes: number) => `${minutes} min`,
  total: (passed: number, of: number, minutesLeft: number) =>
    `${passed} of ${of} ${of === 1 ? "lesson" : "lessons"} passed${minutesLeft === 0 ? "" : `, ${time(minutesLeft)} left`}.`,
  moreParts: (count: number) => (count === 1 ? "One more part is to come." : `${count} more parts are to come.`),
  current: (lesson: string) => `You are at ${lesson}. To go on: npm start`,
  emptyPart: (part: string) => `${part} has no lessons yet.`,
  noPart: (asked: string, parts: readonly string[]) => [`There is no part "${asked}". The parts are:`, ...parts],
  manyParts: (asked: string, parts: readonly string[]) => [
    `"${asked}" is in the titles of several parts. Use a number, or a little more of the title:`,
    ...parts,
  ],
};

/* Nobody plans ten hours to the minute, but an hour and a half they do. */
function time(minutes: number): string {
  if (minutes < 120) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${hours} hours${rest === 0 ? "" : ` ${rest} minutes`}`;
}
