import type { Course, Lesson } from "#shared/lessons/course.ts";
import { findLesson } from "#shared/lessons/find-lesson.ts";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";
import { words } from "./words/index.ts";

/**
 * The lesson that was named, or else the learner's current one: the first that is begun and not passed, else the first
 * not passed, else the last. Throws with the nearest names when none has the name.
 */
export function chooseLesson(
  course: Course & { readonly progress: Pick<ProgressStore, "progress"> },
  asked: string | undefined,
): Lesson {
  const { lessons, progress } = course;
  if (asked !== undefined) return findLesson(lessons, asked);
  const known = ({ id }: Lesson) => progress.progress.lessons[id];
  const open = lessons.filter((lesson) => known(lesson)?.passed === undefined);
  const current = open.find((lesson) => known(lesson) !== undefined) ?? open[0] ?? lessons.at(-1);
  if (current === undefined) throw new LessonError(words.list.noLessons);
  return current;
}
