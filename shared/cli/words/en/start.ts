const help = `Takes you through the course: shows the first lesson that is not passed and its first failing test, runs the
tests again whenever you save, and goes on to the next lesson when all are green.

  npm start
  npm start -- --plain              lines instead of a screen: for logs, and for screens that are read aloud

Keys: r run, h hint, n next, p back, l list, t lesson text, e editor, s solution, q quit, ? help.
Your progress is kept in .hood/.`;

/** What can be pressed, and typed in a second terminal. */
const helpPage: readonly (readonly [string, string])[] = [
  ["r", "run the tests again; they also run at every save"],
  ["h", "a hint for the first red test; pressed again, the next one"],
  ["t", "the lesson's text"],
  ["e", "the file in your editor: $VISUAL, $EDITOR, or VS Code"],
  ["l", "all lessons; enter goes to one"],
  ["n, p", "the next lesson, the one before; none is locked"],
  ["s", "a solution: after passing, or before if you say so"],
  ["q", "quit, as Ctrl-C does; your progress is kept"],
  ["", ""],
  ["down, up, space, b", "read on, read back"],
  ["npm run serve 05", "in a second terminal: try a lesson's service yourself"],
  ["npm run diff 05", "what you have changed"],
  ["npm run reset 05", "a lesson from its beginning; yours is kept in a backup"],
  ["npm run quiz 05", "questions about a lesson"],
  ["npm run doctor", "what is wrong with this machine"],
];

interface Named {
  readonly number: string;
  readonly title: string;
}

const name = ({ number, title }: Named) => `${number} ${title}`;

export const start = {
  help,

  place: (lesson: number, of: number, minutes: number) => `lesson ${lesson} of ${of}, about ${minutes} minutes`,
  read: "Read",
  edit: "Edit",

  running: (lesson: string, test: number, of: number, title: string) =>
    `RUNNING  ${lesson}: test ${test} of ${of}${title === "" ? "" : `, ${title}`}`,
  /** The place in the course, the longest first; a bar stands between the two halves. */
  part: (number: number, of: number, title: string) => [`Part ${number} of ${of}: ${title}  `, `${title}  `, ""],
  minutesLeft: (minutes: number) => {
    if (minutes === 0) return ["  every lesson passed", "  all passed"];
    const time = minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
    return [`  about ${time} left`, `  ${time} left`];
  },
  /** One sign a lesson; none of them says anything by its colour alone. */
  bar: { passed: "#", current: ">", open: "-" },
  more: (lines: number) => `... ${lines} more ${lines === 1 ? "line" : "lines"} (down, space)`,

  learned: (task: number, learned: string) => `Task ${task} is done. ${learned}`,
  goal: (goal: string) => `Goal reached: ${goal}`,
  goesOn: (next: Named & { readonly minutes: number }) =>
    `Enter goes on to ${name(next)} (about ${next.minutes} minutes). s shows a solution to compare with.`,
  goesToTheEnd: "Every lesson is green. Enter runs all of them once more.",
  quiz: (lesson: Named) => `Questions about this lesson: npm run quiz ${lesson.number}`,

  finale: "Every lesson is green. All of them run once more.",
  finaleRunning: (lesson: Named, number: number, of: number) =>
    `RUNNING  all lessons: ${name(lesson)} (${number} of ${of})`,
  finaleRed: (lesson: Named) => `${name(lesson)} is red again, so the course is not finished yet.`,
  finalePassed: "PASSED  Every lesson is passed.",
  finaleWords: [
    "Grandma is proud of you. The shop runs, and you know why.",
    "To keep what you have learned: npm run review",
    "q ends it. n, p and l still lead to every lesson.",
  ],

  hint: (number: number, of: number) => `Hint ${number} of ${of}`,
  hintAgain: "h: from the first again",
  hintNext: "h: the next one",
  noHintWhenGreen: "Every test is green, so there is no hint to take.",
  noHintForGiven: (lesson: Named) =>
    `This test was green from the start, so there is no hint for it. What you have changed: npm run diff ${lesson.number}`,

  isLast: "This is the last lesson.",
  isFirst: "This is the first lesson.",
  askSolution: "You have not passed yet. Show a solution all the same? It is remembered. (y/n)",
  staysClosed: "The solution stays closed. h gives a hint.",
  solutionTitle: (lesson: Named) => `The solution of ${name(lesson)}`,

  opened: (file: string, program: string) => `${file} is open in ${program}.`,
  noEditor: (file: string) =>
    `No editor is known. Open ${file} yourself, or set EDITOR, for example: EDITOR=nano npm start`,
  editorFailed: (program: string, why: string, file: string) =>
    `${program} did not open ${file}: ${why}. Open it yourself, or set EDITOR to another program.`,

  toDoctor: "More about this machine: npm run doctor",
  polls: "This drive does not announce saves, so the course looks for them. It is a little slower.",

  machineTrouble: (message: string) => `${message}\nThe machine did not do its part. To find out why: npm run doctor`,
  tryAgain: "r tries again. To look for the cause: npm run doctor",

  waiting: (folder: string, keys: string) => `Waiting for a save in ${folder}/src.${keys}`,
  /** In the order in which they are left out when there is no room: from the back. */
  keys: [
    ["h", "hint"],
    ["r", "run"],
    ["t", "text"],
    ["l", "list"],
    ["e", "edit"],
    ["n/p", "next/back"],
    ["s", "solution"],
  ],
  lastKeys: [
    ["q", "quit"],
    ["?", "help"],
  ],
  listTitle: "The course",
  listKeys: [
    ["up, down", "choose"],
    ["enter", "go there"],
    ["q", "back"],
  ],

  helpTitle: "Keys",
  helpPage,

  farewell: "See you soon. Your progress is kept; npm start goes on from here.",
  allPassed: "Every lesson is passed. Grandma is proud of you.",
  stray: "While the screen was up, this was printed:",
};
