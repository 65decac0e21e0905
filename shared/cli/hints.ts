import type { Lesson } from "#shared/lessons/course.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";

/** What is known of the learner, however it is kept. */
type Known = Pick<ProgressStore, "progress">;

/** A hint that was taken a moment ago: the `number`th of `of`. */
export interface Hint {
  readonly text: string;
  readonly number: number;
  readonly of: number;
}

/** The next hint of a task (from 1), remembered as taken; `undefined` when all are taken. */
export async function takeHint(progress: ProgressStore, lesson: Lesson, task: number): Promise<Hint | undefined> {
  const hints = hintsOf(lesson, task);
  let number = hintsTaken(progress, lesson, task).length + 1;
  await progress.update(lesson.id, (known) => {
    number = (known.hints[task] ?? 0) + 1; // another window may have taken one meanwhile
    if (number <= hints.length) known.hints[task] = number;
  });
  const text = hints[number - 1];
  return text === undefined ? undefined : { text, number, of: hints.length };
}

/** The hints of a task that were taken so far, in order. */
export function hintsTaken({ progress }: Known, lesson: Lesson, task: number): string[] {
  return hintsOf(lesson, task).slice(0, progress.lessons[lesson.id]?.hints[task] ?? 0);
}

/** The hints of a task that may be read without taking one: all of them once the lesson is passed. */
export function readableHints(progress: Known, lesson: Lesson, task: number): string[] {
  const isPassed = progress.progress.lessons[lesson.id]?.passed !== undefined;
  return isPassed ? [...hintsOf(lesson, task)] : hintsTaken(progress, lesson, task);
}

/** The first task that was not green when the lesson was last checked; `undefined` when all were. */
export function nextTask({ progress }: Known, lesson: Lesson): number | undefined {
  const green = progress.lessons[lesson.id]?.tasks ?? [];
  return lesson.tasks.map((_task, index) => index + 1).find((task) => !green.includes(task));
}

const hintsOf = (lesson: Lesson, task: number): readonly string[] => lesson.tasks[task - 1]?.hints ?? [];
