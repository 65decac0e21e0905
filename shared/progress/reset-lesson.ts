import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lesson } from "#shared/lessons/course.ts";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { listFiles } from "#shared/lessons/list-files.ts";
import { type Backup, backUp } from "./backups.ts";
import { replaceFiles } from "./replace-files.ts";
import { changedFiles, starterFolder } from "./starters.ts";

/** How a file differed from what was put back: it had other content, was not there, or should not be there. */
export type FileChange = "changed" | "missing" | "added";

/** What a reset, or the undoing of one, has done. */
export interface Reset {
  readonly backup: Backup;
  readonly changes: readonly { readonly file: string; readonly change: FileChange }[];
}

/** The files of a lesson's untouched starter, such as `src/app.ts`. Throws a LessonError when it is not there. */
export function starterFiles(lesson: Lesson): string[] {
  const src = join(starterFolder(lesson), "src");
  if (!existsSync(src))
    throw new LessonError(`${src} is missing. To get it back from the course's repository: git restore solutions`);
  return listFiles(src).map((file) => `src/${file}`);
}

/**
 * Puts the untouched starter of a lesson back, or of one of its files, after a backup. `undefined` when nothing differs:
 * then nothing is done. Throws a LessonError when something cannot be read, kept or written.
 */
export function resetLesson(lesson: Lesson, file?: string): Reset | undefined {
  starterFiles(lesson); // without it every file would seem to be the learner's own
  return putBack(lesson, "reset", starterFolder(lesson), () => (file === undefined ? changedFiles(lesson) : [file]));
}

/** Puts back what was about to be changed when a backup was made, and only that. Otherwise as `resetLesson`. */
export function undoReset(lesson: Lesson, backup: Backup): Reset | undefined {
  const before = backup.before === "reset" ? "undo" : "reset"; // undoing an undo is the reset once more
  return putBack(lesson, before, backup.folder, () => backup.files);
}

function putBack(
  lesson: Lesson,
  before: Backup["before"],
  from: string,
  candidates: () => readonly string[],
): Reset | undefined {
  const contents = new Map<string, Buffer | undefined>();
  const changes: { file: string; change: FileChange }[] = [];
  try {
    for (const file of candidates()) {
      const [mine, kept] = [contentOf(lesson.folder, file), contentOf(from, file)];
      if (mine === undefined ? kept === undefined : kept?.equals(mine)) continue;
      contents.set(file, kept);
      changes.push({ file, change: mine === undefined ? "missing" : kept === undefined ? "added" : "changed" });
    }
  } catch (cause) {
    const why = (cause as Error).message;
    throw new LessonError(
      `The files of ${lesson.name} cannot be read, so nothing was changed: ${why}\nTo see what is wrong: npm run doctor`,
      { cause },
    );
  }
  if (changes.length === 0) return undefined;
  const backup = backUp(lesson, { before, files: [...contents.keys()] });
  try {
    replaceFiles(lesson.folder, contents);
  } catch (cause) {
    throw new LessonError(
      `The files of ${lesson.name} could not all be written: ${(cause as Error).message}\nYour version is kept in ${backup.folder}.\nTo see what is wrong: npm run doctor`,
      { cause },
    );
  }
  return { backup, changes };
}

function contentOf(folder: string, file: string): Buffer | undefined {
  const path = join(folder, file);
  return existsSync(path) ? readFileSync(path) : undefined;
}
