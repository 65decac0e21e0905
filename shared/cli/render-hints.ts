import type { Lesson } from "#shared/lessons/course.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";
import { type Hint, readableHints } from "./hints.ts";
import { lessonLabel } from "./lesson-label.ts";
import { bold, dim } from "./terminal/style.ts";
import { columns, wrap } from "./terminal/wrap.ts";
import { words } from "./words/index.ts";

/** A hint taken now, and the command to go on with. */
export function renderHint(lesson: Lesson, task: number, hint: Hint, again: string, width = columns()): string[] {
  const { number, of, text } = hint;
  return [
    ...wrap(words.hint.title(number, of, task, titleOf(lesson, task)), "", width).map(bold),
    dim(lessonLabel(lesson)),
    "",
    ...wrap(text, "  ", width),
    "",
    ...(number < of ? nextStep(words.hint.more, again, width) : nextStep(words.hint.last, solutionOf(lesson), width)),
  ];
}

/** The hints of a task that has no more to give. */
export function renderAllTaken(
  progress: Pick<ProgressStore, "progress">,
  lesson: Lesson,
  task: number,
  width = columns(),
): string[] {
  return [
    ...wrap(words.hint.allTaken(task, titleOf(lesson, task)), "", width).map(bold),
    dim(lessonLabel(lesson)),
    "",
    ...renderHints(readableHints(progress, lesson, task), width),
    "",
    ...nextStep(words.hint.stillStuck, solutionOf(lesson), width),
  ];
}

/** Those hints of some tasks that may be read without taking one. */
export function renderReadable(
  progress: Pick<ProgressStore, "progress">,
  lesson: Lesson,
  tasks: readonly number[],
  width = columns(),
): string[] {
  const open = tasks
    .map((task) => ({ task, hints: readableHints(progress, lesson, task) }))
    .filter(({ hints }) => hints.length > 0);
  if (open.length === 0)
    return nextStep(words.hint.noneTaken(lessonLabel(lesson)), `npm run hint ${lesson.number}`, width);
  const isPassed = progress.progress.lessons[lesson.id]?.passed !== undefined;
  return [
    ...wrap((isPassed ? words.hint.passed : words.hint.taken)(lessonLabel(lesson)), "", width),
    ...open.flatMap(({ task, hints }) => [
      "",
      ...wrap(words.hint.taskHeading(task, titleOf(lesson, task)), "", width).map(bold),
      ...renderHints(hints, width),
    ]),
  ];
}

/** What to do when no task is left that a hint could be taken for. */
export function renderAllGreen(lesson: Lesson, width = columns()): string[] {
  return nextStep(words.hint.allGreen(lessonLabel(lesson)), `npm run check ${lesson.number}`, width);
}

function renderHints(hints: readonly string[], width: number): string[] {
  return hints.flatMap((hint, index) => {
    const [first = "", ...rest] = wrap(hint, "     ", width);
    return [`  ${index + 1}. ${first.trimStart()}`, ...rest];
  });
}

/* The command has a line of its own, so that it can be copied from a narrow terminal too. */
const nextStep = (text: string, command: string, width: number) => [...wrap(text, "", width), `  ${command}`];

const titleOf = (lesson: Lesson, task: number) => lesson.tasks[task - 1]?.title ?? "";
const solutionOf = ({ number }: Lesson) => `npm run solution ${number}`;
