import type { Lesson } from "#shared/lessons/course.ts";

export const check = {
  help: `Checks one lesson, or every lesson you have begun.

  npm run check                       every lesson begun, one line each
  npm run check 05                    one lesson: its number, its name, the beginning of its name, or a file of it
  npm run check 05 -- --json          the verdict as JSON
  npm run check 05 -- --source DIR    judge DIR/src instead of the lesson's own folder
  npm run check 05 -- --problems      a line for each failing test and each type error, file:line:column first

TypeScript's errors are shown below the tests. They decide nothing: Node runs a service without reading its types.

One test, to look into it; this says nothing about the lesson:
  npm run check 05 -- --test "lists"  the one whose title contains this
  npm run check 05 -- --inspect       the first that fails, with Node's debugger on port 9229 and all the time you want

Exit code: 0 passed, 1 a lesson fails, 2 could not run.`,

  oneAtATime: "One lesson at a time, please.",
  sourceNeedsLesson: "--source needs a lesson: npm run check 05 -- --source DIR",
  noSource: (folder: string) => `${folder} is not a folder. --source names a folder that holds src/server.ts.`,
  noneBegun: "No lesson is begun yet. Begin with: npm start",

  noTest: (asked: string) => `No test has "${asked}" in its title. The titles are:`,
  severalTests: (asked: string) => `"${asked}" is in several titles. Type a little more of one of them:`,
  nothingToDebug: ({ number }: Lesson) =>
    `Every test passes. To debug one of them: npm run check ${number} -- --inspect --test "part of its title"`,
  onePassed: (title: string) => `PASSED  ${title}`,
  oneNotRun: (title: string) => `COULD NOT RUN  ${title} (this says nothing about your work)`,
  oneOnly: ({ number }: Lesson) => `This was one test, and no verdict on the lesson. For that: npm run check ${number}`,

  /** The first line is also what editors wait for (.vscode/tasks.json). */
  debuggerAwaited: (port: number) => `Waiting for a debugger on 127.0.0.1:${port}`,
  howToDebug: (port: number, folder: string) => [
    `1. Attach one to 127.0.0.1:${port}. In VS Code: Run and Debug, "Attach to a service". In Chrome: chrome://inspect. In a terminal: npx node inspect 127.0.0.1:${port}`,
    `2. Set a breakpoint in ${folder}/src/..., then go on.`,
    "No deadline runs meanwhile. Ctrl-C ends it.",
  ],
};
