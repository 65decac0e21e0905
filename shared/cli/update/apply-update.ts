import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import type { CourseTree } from "./course-tree.ts";
import type { UpdatePlan } from "./plan-update.ts";

/**
 * Carries a plan out. Every file that is about to change or go, and every file of the learner's, first lies in
 * `.hood/backups/update/<time>/`; when that fails nothing was touched, and a LessonError says so. Returns that folder.
 */
export function applyUpdate(mine: CourseTree, { changes }: UpdatePlan, isLearners: (file: string) => boolean): string {
  const time = new Date().toISOString().replaceAll(":", "-");
  const backup = join(hoodFolder(mine.folder, "backups", "update"), time);
  try {
    for (const file of mine.files) if (changes.has(file) || isLearners(file)) keep(mine.folder, file, backup);
  } catch (cause) {
    rmSync(backup, { recursive: true, force: true });
    const why = (cause as Error).message;
    throw new LessonError(`Your files could not be backed up, so nothing was changed: ${why}`, { cause });
  }
  // New files first: a stop in the middle leaves two copies, never none.
  for (const [file, content] of changes) if (content !== undefined) put(join(mine.folder, file), content);
  for (const [file, content] of changes) if (content === undefined) takeAway(mine.folder, file);
  return backup;
}

function keep(folder: string, file: string, backup: string): void {
  put(join(backup, file), readFileSync(join(folder, file)));
}

/** A reader finds the old file or the new one, never a part. */
function put(path: string, content: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, content, { flush: true });
  renameSync(`${path}.new`, path);
}

/** With the folders that are empty without it. */
function takeAway(root: string, file: string): void {
  rmSync(join(root, file), { force: true });
  try {
    for (let folder = dirname(join(root, file)); folder !== root; folder = dirname(folder)) rmdirSync(folder);
  } catch {
    // the first folder that holds something else
  }
}
