import type { Lesson } from "#shared/lessons/course.ts";

/** The files that a lesson's tasks name, such as `src/app.ts`: those that the learner is asked to edit. */
export function taughtFiles(lesson: Lesson): string[] {
  return [...new Set(lesson.tasks.flatMap(({ files }) => files))];
}
