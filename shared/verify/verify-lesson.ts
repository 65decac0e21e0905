import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Checker } from "#shared/check/checker.ts";
import type { Source } from "#shared/check/source.ts";
import type { Verdict } from "#shared/check/verdict.ts";
import { type Lesson, listFolders, type Mistake, readMistakes } from "#shared/lessons/course.ts";
import { starterFolder } from "#shared/progress/starters.ts";
import { checkTypes } from "./check-types.ts";
import type { Problem } from "./problem.ts";
import { type ReadmeRun, runReadme, runTries } from "./readme-run/run-readme.ts";
import { checkTexts } from "./texts/check-texts.ts";

/** One step of a lesson's proof, independent of all others. */
export interface Proof {
  /** Such as `mistakes/concatenated-sql`. */
  readonly name: string;
  /** What is wrong, as far as this step can see. */
  readonly find: (checker: Checker) => Promise<Problem[]>;
}

/**
 * All that proves a lesson: its untouched starter is red exactly where declared and for the declared reason, its
 * solution and every alternative are green, all of them type-check, every mistake is caught by its own test with its own
 * words, its texts hold what a lesson promises, and the commands of its README print what is shown there.
 */
export function proofsOf(lesson: Lesson, readme: ReadmeRun): Proof[] {
  const starter = starterFolder(lesson);
  const judge = (source: Source, problems: (verdict: Verdict) => Problem[], tests?: string[]): Proof["find"] => {
    return async (checker) => problems(await checker.checkLesson({ lesson, source, ...(tests && { tests }) }));
  };
  const right = (what: string, source: Source): Proof["find"] =>
    judge(source, (verdict) => rightProblems(lesson, what, verdict));
  if (!existsSync(starter)) {
    const missing = `${lesson.name}: its untouched starter is missing. Make it: npm run starters ${lesson.number}`;
    return [{ name: "starter", find: async () => [missing] }];
  }
  const alternatives = join(lesson.solutionFolder, "alternatives");
  return [
    { name: "texts", find: () => checkTexts(readme.root, lesson) },
    { name: "types", find: () => checkTypes(readme, lesson) },
    {
      name: "starter",
      find: judge({ kind: "folder", folder: starter }, (verdict) => starterProblems(lesson, verdict)),
    },
    { name: "solution", find: right("the solution", { kind: "solution" }) },
    { name: "README commands", find: () => runReadme(readme, lesson) },
    { name: "lines to try", find: () => runTries(readme, lesson) },
    ...listFolders(alternatives).map((name) => ({
      name: `alternatives/${name}`,
      find: right(`the alternative ${name}`, { kind: "folder", folder: join(alternatives, name) }),
    })),
    ...readMistakes(lesson).map((mistake) => ({
      name: `mistakes/${mistake.name}`,
      // The test that must catch it is enough, and seven times faster than all of them.
      find: judge({ kind: "mistake", mistake }, (verdict) => mistakeProblems(lesson, mistake, verdict), [mistake.test]),
    })),
  ];
}

function starterProblems(lesson: Lesson, verdict: Verdict): Problem[] {
  if (verdict.outcome === "could-not-run") return [couldNotRun(lesson, "the starter", verdict)];
  return verdict.tests.flatMap(({ title, task, outcome, message, log }) => {
    if (task === 0) {
      return outcome === "passed"
        ? []
        : [`${lesson.name}: the starter fails "${title}", which lesson.yaml declares as given.`];
    }
    if (outcome === "passed")
      return [
        `${lesson.name}: the starter already passes "${title}" of task ${task}; move it to given, or break the starter.`,
      ];
    // A starter must be red because something is still to do, not because it does not run.
    const todo = log.some((line) => line.includes(`TODO ${task}:`));
    const crashed = /Starting the service|ended|stopped:/.test(message?.what ?? "");
    if (todo && !crashed) return [];
    const other = log.findLast((line) => /TODO \d+:/.test(line))?.match(/TODO \d+:/)?.[0];
    const instead = other === undefined || crashed ? "" : `; the end of its log has "${other}"`;
    return [
      `${lesson.name}: the starter fails "${title}" without printing "TODO ${task}:"${instead} (${message?.what}).`,
    ];
  });
}

function rightProblems(lesson: Lesson, what: string, verdict: Verdict): Problem[] {
  if (verdict.outcome === "could-not-run") return [couldNotRun(lesson, what, verdict)];
  return verdict.tests
    .filter(({ outcome }) => outcome !== "passed")
    .map(({ title, message }) => `${lesson.name}: ${what} fails "${title}": ${message?.what ?? "it did not run"}`);
}

function mistakeProblems(lesson: Lesson, mistake: Mistake, verdict: Verdict): Problem[] {
  const name = `${lesson.name}: the mistake ${mistake.name}`;
  const test = verdict.tests.find(({ title }) => title === mistake.test);
  if (!test) return [`${name} names a test that lesson.yaml does not have: "${mistake.test}".`];
  if (verdict.outcome === "could-not-run") return [couldNotRun(lesson, `the mistake ${mistake.name}`, verdict)];
  if (test.outcome !== "failed") return [`${name} is not caught: "${mistake.test}" ${test.outcome}.`];
  const { what, why, look } = test.message ?? { what: "", why: "", look: "" };
  const said = `${what}\n${why}\n${look}`;
  return said.includes(mistake.words)
    ? []
    : [`${name} is caught without its words "${mistake.words}". The test said:\n${said}`];
}

const couldNotRun = (lesson: Lesson, what: string, { trouble }: Verdict): Problem =>
  `${lesson.name}: ${what} could not be judged: ${trouble}`;
