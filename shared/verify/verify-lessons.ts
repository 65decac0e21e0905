import type { Checker } from "#shared/check/checker.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import type { Problem } from "./problem.ts";
import type { ReadmeRun } from "./readme-run/run-readme.ts";
import { type Proof, proofsOf } from "./verify-lesson.ts";

export interface LessonReport {
  readonly lesson: Lesson;
  /** How many steps its proof has. */
  readonly proofs: number;
  readonly problems: readonly Problem[];
  /** From its first step to its last; other lessons share the time. */
  readonly durationMs: number;
}

export interface VerifyOptions {
  readonly lessons: readonly Lesson[];
  /** Each takes one step at a time; two keep two cores busy. */
  readonly checkers: readonly Checker[];
  readonly readme: ReadmeRun;
  /** Called as each lesson is done. */
  readonly onReport?: (report: LessonReport) => void;
  /** Called after each step, with how many of all are done. */
  readonly onStep?: (done: number, all: number, name: string) => void;
  /** Aborting leaves the steps that have not begun; their lessons have no report. */
  readonly signal?: AbortSignal;
}

/** Proves lessons side by side. A step that throws is a problem of its lesson, not the end of the others. */
export async function verifyLessons(options: VerifyOptions): Promise<LessonReport[]> {
  const { lessons, checkers, readme, onReport, onStep, signal } = options;
  const reports: LessonReport[] = [];
  const steps = lessons.flatMap((lesson) => {
    const proofs = proofsOrTrouble(lesson, readme);
    const problems: Problem[] = [];
    let left = proofs.length;
    let startedAt: number | undefined;
    return proofs.map(({ name, find }) => ({
      name: `${lesson.name} ${name}`,
      async take(checker: Checker) {
        startedAt ??= performance.now();
        try {
          problems.push(...(await find(checker)));
        } catch (error) {
          problems.push(`${lesson.name}: ${name} could not be proved: ${(error as Error).message}`);
        }
        left -= 1;
        if (left > 0) return;
        const report = { lesson, proofs: proofs.length, problems, durationMs: performance.now() - startedAt };
        reports.push(report);
        onReport?.(report);
      },
    }));
  });
  let done = 0;
  const waiting = [...steps];
  const lane = async (checker: Checker) => {
    for (let step = waiting.shift(); step && !signal?.aborted; step = waiting.shift()) {
      await step.take(checker);
      onStep?.(++done, steps.length, step.name);
    }
  };
  await Promise.all(checkers.map(lane));
  return reports;
}

/** A lesson whose files cannot be read has one step, which says so. */
function proofsOrTrouble(lesson: Lesson, readme: ReadmeRun): Proof[] {
  try {
    return proofsOf(lesson, readme);
  } catch (error) {
    return [{ name: "its files", find: () => Promise.reject(error) }];
  }
}
