import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lesson } from "#shared/lessons/course.ts";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";
import { displayPath } from "./display-path.ts";
import { taughtFiles } from "./taught-files.ts";
import { bold } from "./terminal/style.ts";
import { wrap } from "./terminal/wrap.ts";
import { words } from "./words/index.ts";

/** Whether a solution may be shown without asking: the lesson is passed, or it was shown before. */
export function solutionOpen({ progress }: Pick<ProgressStore, "progress">, lesson: Lesson): boolean {
  const known = progress.lessons[lesson.id];
  return known?.passed !== undefined || known?.solution !== undefined;
}

/** Remembers that the solution was shown: when for the first time, and whether the lesson was passed by then. */
export async function openSolution(progress: ProgressStore, lesson: Lesson): Promise<void> {
  await progress.update(lesson.id, (known) => {
    known.solution ??= { shown: new Date().toISOString(), early: known.passed === undefined };
  });
}

/** The taught files as the solution has them. Throws when one cannot be read. */
export function solutionFiles(lesson: Lesson): { readonly file: string; readonly text: string }[] {
  return taughtFiles(lesson).map((file) => {
    const path = join(lesson.solutionFolder, file);
    try {
      return { file, text: readFileSync(path, "utf8") };
    } catch (cause) {
      throw new LessonError(words.solution.unreadable(displayPath(path), (cause as Error).message), { cause });
    }
  });
}

/** Where the reasons for the solution are written down, if they are. */
export function solutionNotes(lesson: Lesson): string | undefined {
  const notes = join(lesson.solutionFolder, "NOTES.md");
  return existsSync(notes) ? displayPath(notes) : undefined;
}

/** The solution as lines: each taught file below a heading, unwrapped because it is code, then where its notes lie. */
export function solutionText(lesson: Lesson): string[] {
  const notes = solutionNotes(lesson);
  return [
    ...solutionFiles(lesson).flatMap(({ file, text }) => [
      bold(`== ${file} ==`),
      "",
      ...text.trimEnd().split(/\r?\n/),
      "",
    ]),
    ...(notes === undefined ? [] : [...wrap(words.solution.notes), `  ${notes}`]),
  ];
}
