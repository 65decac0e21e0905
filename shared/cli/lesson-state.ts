import type { Lesson } from "#shared/lessons/course.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";

/** How far the learner is with a lesson; with solution: it was seen before the lesson was passed. */
export type LessonState = "new" | "begun" | "passed" | "passed-with-solution";

/** How far the learner is with a lesson. */
export function lessonState({ progress }: Pick<ProgressStore, "progress">, lesson: Lesson): LessonState {
  const known = progress.lessons[lesson.id];
  if (known === undefined) return "new";
  if (known.passed === undefined) return "begun";
  return known.solution?.early ? "passed-with-solution" : "passed";
}
