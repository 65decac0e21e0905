import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Lesson } from "#shared/lessons/course.ts";
import { listFiles } from "#shared/lessons/list-files.ts";

/*
 * Learners write over `lessons/<name>/src`, commit it, fork it, or have no git at all. So each lesson's untouched
 * starter is kept a second time, under `solutions/<name>/starter/src`, as plain files that anybody can read.
 */

/** The folder that holds the untouched `src/` of a lesson. */
export const starterFolder = (lesson: Lesson): string => join(lesson.solutionFolder, "starter");

/** Files below `src/` that differ between the lesson's folder and its untouched starter: changed, added or missing. */
export function changedFiles(lesson: Lesson): string[] {
  const starter = starterFolder(lesson);
  const sourcesOf = (folder: string) =>
    existsSync(join(folder, "src")) ? listFiles(join(folder, "src")).map((file) => `src/${file}`) : [];
  const files = new Set([...sourcesOf(lesson.folder), ...sourcesOf(starter)]);
  const content = (path: string) => (existsSync(path) ? readFileSync(path) : undefined);
  return [...files].sort().filter((file) => {
    const mine = content(join(lesson.folder, file));
    const kept = content(join(starter, file));
    return mine === undefined || kept === undefined || !mine.equals(kept);
  });
}

/** For authors: takes the lesson's folder as it is now for the untouched starter. */
export function keepStarter(lesson: Lesson): void {
  const kept = join(starterFolder(lesson), "src");
  rmSync(kept, { recursive: true, force: true });
  cpSync(join(lesson.folder, "src"), kept, { recursive: true });
}
