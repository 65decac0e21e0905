import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { Lesson, Mistake } from "#shared/lessons/course.ts";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { listFiles } from "#shared/lessons/list-files.ts";

/** What to judge. */
export type Source =
  | { readonly kind: "lesson" }
  | { readonly kind: "solution" }
  /** The solution with the files of a mistake laid over it. */
  | { readonly kind: "mistake"; readonly mistake: Mistake }
  /** Any folder that holds `src/server.ts`. */
  | { readonly kind: "folder"; readonly folder: string };

/** Bytes of source that a lesson may have; beyond this somebody has put something else there. */
const sizeLimit = 10 * 1024 * 1024;

/** How messages name a source: relative to the repository where it lies in it. */
export function displayFolder(root: string, lesson: Lesson, source: Source): string {
  const folder = folderOf(lesson, source);
  const inside = relative(root, folder);
  return (inside.startsWith("..") || inside === "" ? folder : inside).split(sep).join("/");
}

/** Where a source lies; of a mistake, the files that differ from the solution. */
export function folderOf(lesson: Lesson, source: Source): string {
  return source.kind === "mistake" ? source.mistake.folder : sourceFolder(lesson, source);
}

/** Where a source lies. */
export function sourceFolder(lesson: Lesson, source: Exclude<Source, { kind: "mistake" }>): string {
  switch (source.kind) {
    case "lesson":
      return lesson.folder;
    case "solution":
      return lesson.solutionFolder;
    case "folder":
      return resolve(source.folder);
    default:
      return source satisfies never;
  }
}

/**
 * Copies the source to `target`, so that a verdict belongs to one state of the files, whatever is saved meanwhile.
 * Only `src/` is copied: no configuration of the learner's reaches the run.
 */
export function copySource(lesson: Lesson, source: Source, target: string): void {
  mkdirSync(target, { recursive: true });
  try {
    if (source.kind === "mistake") {
      copySrc(lesson.solutionFolder, target);
      const { folder } = source.mistake;
      for (const file of listFiles(folder)) if (file.startsWith("src/")) cpSync(join(folder, file), join(target, file));
    } else {
      copySrc(sourceFolder(lesson, source), target);
    }
  } catch (error) {
    rmSync(target, { recursive: true, force: true });
    throw error;
  }
}

function copySrc(folder: string, target: string): void {
  const src = join(folder, "src");
  const server = join(src, "server.ts");
  if (!existsSync(server) || !statSync(server).isFile()) {
    throw new LessonError(`${server} is not a file: a service starts there. Restore it, or name another folder.`);
  }
  let size = 0;
  cpSync(src, join(target, "src"), {
    recursive: true,
    dereference: true,
    filter: (from) => {
      if (relative(src, from).split(sep).includes("node_modules")) return false;
      const stat = statSync(from, { throwIfNoEntry: false });
      if (!stat) return false; // a link to nowhere, or an editor's file that is gone again
      if (stat.isFile()) size += stat.size;
      if (size > sizeLimit)
        throw new LessonError(`${src} holds more than 10 MB: keep only the service's source there.`);
      return stat.isFile() || stat.isDirectory();
    },
  });
}

/** One value for the content of the files below a folder that `counts` accepts. */
export function hashFolder(folder: string, counts: (file: string) => boolean): string {
  const hash = createHash("sha256");
  for (const file of listFiles(folder).filter(counts))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update("\0");
  return hash.digest("hex");
}
