import type { Verdict } from "#shared/check/verdict.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";

/** Keeps what a check of the learner's own files has shown. A check that could not run shows nothing. */
export async function remember(progress: ProgressStore, lesson: Lesson, verdict: Verdict): Promise<void> {
  if (verdict.outcome === "could-not-run") return progress.begin(lesson.id);
  await progress.update(lesson.id, (known) => {
    known.tasks = passedTasks(lesson, verdict);
    if (verdict.outcome === "passed") known.passed ??= new Date().toISOString();
  });
}

/** Numbers of the tasks, from 1, all of whose tests are green. */
export function passedTasks(lesson: Lesson, verdict: Verdict): number[] {
  return lesson.tasks
    .map((_task, index) => index + 1)
    .filter((number) => {
      const tests = verdict.tests.filter(({ task }) => task === number);
      return tests.length > 0 && tests.every(({ outcome }) => outcome === "passed");
    });
}
