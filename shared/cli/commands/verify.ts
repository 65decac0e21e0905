import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Checker } from "#shared/check/checker.ts";
import { type Lesson, lessonFolders } from "#shared/lessons/course.ts";
import { findLesson } from "#shared/lessons/find-lesson.ts";
import { changedFiles, starterFolder } from "#shared/progress/starters.ts";
import { changedFilesInGit, lessonsTouched } from "#shared/verify/changed-lessons.ts";
import { type LessonReport, verifyLessons } from "#shared/verify/verify-lessons.ts";
import { runCommand, UsageError } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { readmeRowProblems } from "../new-lesson/scaffold.ts";
import { stopSignal } from "../on-stop.ts";
import { reportTable } from "../report-table.ts";
import { openSession } from "../session.ts";
import { dim, green, red } from "../terminal/style.ts";
import { words } from "../words/index.ts";

const say = words.verify;
const seconds = (ms: number) => (ms / 1000).toFixed(1);

await runCommand({
  help: say.help,
  options: {
    repeat: { type: "string", default: "1" },
    changed: { type: "boolean" },
    json: { type: "boolean" },
  },
  async run({ positionals, values }) {
    const repeat = Number(values.repeat);
    if (!Number.isInteger(repeat) || repeat < 1) throw new UsageError(`${say.repeatNeedsNumber}\n\n${say.help}`);
    const signal = stopSignal();
    const print = values.json ? (line: string) => console.error(line) : (line: string) => console.log(line);
    await using session = await openSession({ say: (line) => console.error(line), course: values.course });
    const { lessons, root, run, postgres } = session;
    const chosen = values.changed
      ? lessonsTouched(lessons, await changedFilesInGit(root))
      : positionals.length === 0
        ? lessons
        : positionals.map((name) => findLesson(lessons, name));
    if (chosen.length === 0) print(say.nothingChanged);

    await using first = new Checker({ root, run, postgres, unwarmed: true });
    await using second = new Checker({ root, run, postgres, unwarmed: true });
    const checkers = availableParallelism() > 1 ? [first, second] : [first];
    const startedAt = performance.now();
    const reports: LessonReport[] = [];
    for (let round = 1; round <= repeat && !signal.aborted; round += 1) {
      const found = await verifyLessons({
        lessons: chosen,
        checkers,
        readme: { root, run, postgres },
        signal,
        onStep: showStep,
        onReport: (report) => {
          for (const line of reportLines(report, say.round(round, repeat))) print(line);
        },
      });
      reports.push(...found);
    }
    const whole = performance.now() - startedAt;
    const forgotten = [
      ...courseProblems(root, chosen),
      ...notInCourse(values.course ?? root, lessons),
      ...starterLines(chosen, print),
    ];
    for (const line of forgotten) print(`${red("FAIL")}  ${line}`);
    const failed = reports.filter(({ problems }) => problems.length > 0).length + forgotten.length;
    const passed = reports.filter(({ problems }) => problems.length === 0).length;
    if (values.json) console.log(JSON.stringify({ reports: reports.map(plainReport), forgotten }, null, 2));
    if (reports.length > 0) {
      for (const line of ["", ...reportTable(reports), ""]) print(line);
      print(say.total(reports.length, seconds(whole), seconds(whole / reports.length)));
    }
    print(say.counts(passed, failed));
    if (signal.aborted) {
      print(say.stopped);
      return exitCode.couldNotRun;
    }
    return failed === 0 ? exitCode.passed : exitCode.lessonFails;
  },
});

/** One line that is written over, in a terminal only. */
function showStep(done: number, all: number, name: string): void {
  if (!process.stderr.isTTY || process.env.NO_COLOR) return;
  const line = say.step(done, all, name).slice(0, (process.stderr.columns ?? 80) - 1);
  process.stderr.write(`\r\u001b[K${done === all ? "" : dim(line)}`);
}

function reportLines({ lesson, problems }: LessonReport, round: string): string[] {
  const erase = process.stderr.isTTY && process.stdout.isTTY && !process.env.NO_COLOR ? "\r\u001b[K" : "";
  if (problems.length === 0) return [`${erase}${green(say.passed(lesson.name, round))}`];
  return [
    `${erase}${red(say.failed(lesson.name, round, problems.length))}`,
    ...problems.map((problem) => `      ${problem.replaceAll("\n", "\n      ")}`),
  ];
}

function plainReport({ lesson, proofs, problems, durationMs }: LessonReport) {
  return { lesson: lesson.name, proofs, problems, durationMs: Math.round(durationMs) };
}

/** The list of lessons in the top README is a part of the course; another course, such as a test's, has none. */
function courseProblems(root: string, lessons: readonly Lesson[]): string[] {
  const ours = lessons.filter(({ folder }) => folder.startsWith(join(root, "lessons")));
  return readmeRowProblems(readFileSync(join(root, "README.md"), "utf8"), ours);
}

function notInCourse(folder: string, lessons: readonly Lesson[]): string[] {
  return lessonFolders(folder)
    .filter((folderName) => !lessons.some(({ name }) => name === folderName))
    .map((name) => say.notInCourse(name));
}

/** What differs from its untouched starter: the learner's own work, or, where nobody learns, a forgotten step. */
function starterLines(lessons: readonly Lesson[], print: (line: string) => void): string[] {
  const forgotten: string[] = [];
  for (const lesson of lessons) {
    const changed = existsSync(starterFolder(lesson)) ? changedFiles(lesson) : [];
    if (changed.length === 0) continue;
    const files = changed.map((file) => `lessons/${lesson.name}/${file}`).join(", ");
    if (process.env.CI) forgotten.push(say.starterForgotten(lesson.name, lesson.number, files));
    else print(say.yours(files));
  }
  return forgotten;
}
