import type { BenchContext } from "#shared/bench/context.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import type { Bench } from "./bench.ts";

/** What the check would tell its worker about a run of this lesson's tests against `sourceFolder`. */
export function contextFor(
  { root, run, postgres }: Bench,
  lesson: Lesson,
  { sourceFolder, testCount }: { readonly sourceFolder: string; readonly testCount: number },
): BenchContext {
  return {
    root,
    runId: run.id,
    runFolder: run.folder,
    sourceFolder,
    displayFolder: sourceFolder,
    schemaSql: lesson.schemaSql,
    env: lesson.env,
    neighbours: lesson.neighbours,
    testCount,
    firstTest: undefined,
    patience: 1,
    inspectPort: undefined,
    postgres: { adminUrl: postgres.adminUrl },
  };
}
