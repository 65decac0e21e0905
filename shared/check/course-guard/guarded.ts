import { dirname, join, sep } from "node:path";
import type { Lesson } from "#shared/lessons/course.ts";

/*
 * What a check guards: all that lessons are judged and shown by. Texts beside it (`docs/`, the README at the top) judge
 * nothing, and a learner may keep notes at the top.
 */

export const guardedFolders: readonly string[] = ["lessons", "solutions", "shared"];

/** What the course remembers of the learner. */
export const progressFile = ".hood/progress.json";

export const guardedFiles: readonly string[] = [
  ".npmrc",
  "biome.json",
  "docker-compose.yml",
  "package-lock.json",
  "package.json",
  "tsconfig.json",
  "vitest.config.ts",
  progressFile,
];

/** The folder that holds `lessons/` and `solutions/`. */
export const courseOf = ({ folder }: Lesson): string => dirname(dirname(folder));

/** Whether a source is the course's own, such as a solution: nobody has to be guarded against it. */
export const isOfCourse = (course: string, sourceFolder: string): boolean =>
  sourceFolder.startsWith(join(course, "solutions") + sep);

/** Whether a file belongs to whoever learns: they save there at any moment. Paths have slashes. */
export const isLearners = (file: string): boolean => /^lessons\/[^/]+\/src\//.test(file);

/*
 * Names that npm, editors and operating systems use for their own, also while nobody saves: vim's `.app.ts.swp` and
 * `4913`, `app.ts~`, `#app.ts#`, JetBrains' `app.ts___jb_tmp___`, `.DS_Store`. No file of the course is named so.
 */
const isNobodys = (name: string): boolean =>
  name === "node_modules" || /^[.#]|~$|^\d+$|\.(?:swp|tmp|new|log)$|___jb_\w+___$/.test(name);

/* Half of the files below shared/ are there for the tooling's own tests. No lesson is judged by them. */
const isForTooling = (name: string): boolean =>
  /^(?:fixtures|faults|snapshots|testing)$|\.(?:docker-)?test\.ts$/.test(name);

/** Whether a name below one of the guarded folders is of no concern; with a folder, all that is in it. */
export const isPassedOver = (top: string, name: string): boolean =>
  isNobodys(name) || (top === "shared" && isForTooling(name));

/** Whether a path, with slashes and from the course's folder on, is one that a check guards. */
export function isGuarded(file: string): boolean {
  if (guardedFiles.includes(file)) return true;
  const [top = "", ...names] = file.split("/");
  return (
    guardedFolders.includes(top) &&
    names.length > 0 &&
    !isLearners(file) &&
    !names.some((name) => isOdd(name) || isPassedOver(top, name))
  );
}

const isOdd = (name: string) => name === "" || /[\\:]/.test(name);
