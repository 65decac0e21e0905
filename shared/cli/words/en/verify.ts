export const verify = {
  help: `Lets lessons prove themselves: starter red exactly where declared, solution green, every mistake caught by the
test it names with the words it names, every alternative green, texts whole, and every command of a README printing
what is shown there.

  npm run verify                   all lessons
  npm run verify 05                one lesson
  npm run verify -- --changed      those that git says changed since origin/main
  npm run verify 05 -- --repeat 20 again and again, to hunt a test that depends on luck
  npm run verify -- --json         the reports as JSON

Exit code: 0 all is well, 1 a lesson breaks a promise, 2 could not run.`,
  repeatNeedsNumber: "--repeat needs a number.",
  nothingChanged: "Git says that no lesson changed.",
  step: (done: number, all: number, name: string) => `${done} of ${all}  ${name}`,
  round: (round: number, rounds: number) => (rounds === 1 ? "" : ` (${round} of ${rounds})`),
  passed: (name: string, round: string) => `ok    ${name}${round}`,
  failed: (name: string, round: string, problems: number) =>
    `FAIL  ${name}${round}: ${problems} ${problems === 1 ? "problem" : "problems"}`,
  columns: ["lesson", "proofs", "rounds", "failed", "seconds"],
  notInCourse: (name: string) =>
    `lessons/${name} has no lesson.yaml, so it is not in the course. Write one, or remove the folder.`,
  starterForgotten: (name: string, number: string, files: string) =>
    `${files} differ from solutions/${name}/starter: npm run starters ${number}`,
  yours: (files: string) =>
    `Yours, and not verified: ${files}. The untouched starter was verified instead; npm run starters makes yours the starter.`,
  stopped: "Stopped before the end.",
  total: (lessons: number, seconds: string, perLesson: string) =>
    `${lessons} ${lessons === 1 ? "lesson" : "lessons"} in ${seconds} s, ${perLesson} s a lesson`,
  counts: (passed: number, failed: number) => `Lessons verified: ${passed} passed, ${failed} failed`,
};
