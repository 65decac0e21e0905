import { cpSync, lstatSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { type ChangedFile, forgetChanged, keptBefore, keptChanged, markOf, stillChanged } from "./changed-course.ts";
import { guardedFolders } from "./guarded.ts";

/** What was done with a file that had changed: it has its old content, is there again, or is gone again. */
export interface RestoredFile {
  readonly file: string;
  readonly how: "put-back" | "there-again" | "taken-away";
}

export interface Restored {
  readonly files: readonly RestoredFile[];
  /** Folders that hold what was there before, below `before/`, and the changed versions, below `changed/`. */
  readonly backups: readonly string[];
}

/**
 * Gives course files that changed while tests ran what they held before, and takes away those that were added. The
 * changed versions are kept beside. Nothing is done when nothing is remembered. Throws a LessonError when a file cannot
 * be put back; then all that is left to do is still remembered.
 */
export function restoreCourse(root: string): Restored {
  // What was added goes first: it may be a folder in the place of a file.
  const changed = stillChanged(root).sort((a, b) => Number(a.before !== null) - Number(b.before !== null));
  // All of them are read before the first is written: a backup that is not whole changes nothing.
  const contents = changed.map((entry) => ({ entry, before: readBefore(root, entry) }));
  const files = contents.map(({ entry, before }) => restore(root, entry, before));
  forgetChanged(root);
  const backups = [...new Set(changed.map(({ backup }) => join(root, ".hood", "backups", backup)))];
  return { files, backups };
}

function readBefore(root: string, entry: ChangedFile): Buffer | undefined {
  if (entry.before === null) return undefined;
  const path = keptBefore(root, entry);
  try {
    const content = readFileSync(path);
    if (markOf(content) === entry.before) return content;
  } catch {
    // said below
  }
  throw new LessonError(
    [
      `${path} is gone or is no longer what the course kept, so nothing was changed.`,
      `In a clone, put the file back with: git restore ${entry.file}`,
      "Then put the others back: npm run reset -- --course-files",
    ].join("\n"),
  );
}

function restore(root: string, entry: ChangedFile, before: Buffer | undefined): RestoredFile {
  const { file } = entry;
  const path = join(root, file);
  try {
    openWay(root, file, entry);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat) copy(path, keptChanged(root, entry));
    // A file is replaced in one step: whoever is stopped half-way finds the change or the file, and can go on.
    if (stat?.isDirectory() || before === undefined) rmSync(path, { recursive: true, force: true });
    if (before === undefined) removeEmpty(root, dirname(path));
    else put(path, before);
    return { file, how: before === undefined ? "taken-away" : stat ? "put-back" : "there-again" };
  } catch (cause) {
    const why = (cause as Error).message;
    throw new LessonError(`${file} could not be put back: ${why}\nTo see what is wrong: npm run doctor`, { cause });
  }
}

/* A link or a file in the place of a folder could lead out of the course. */
function openWay(root: string, file: string, entry: ChangedFile): void {
  const names = file.split("/").slice(0, -1);
  for (const [index] of names.entries()) {
    const above = names.slice(0, index + 1).join("/");
    const stat = lstatSync(join(root, above), { throwIfNoEntry: false });
    if (!stat || stat.isDirectory()) continue;
    copy(join(root, above), keptChanged(root, { ...entry, file: `${above}.instead` }));
    rmSync(join(root, above));
  }
}

/* Not renamed: `.hood` may be on another drive. */
function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

function put(path: string, content: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, content, { flush: true });
  renameSync(`${path}.new`, path);
}

/* Folders that are empty without an added file; git knows no empty folders. */
function removeEmpty(root: string, folder: string): void {
  const tops = [root, ...guardedFolders.map((name) => join(root, name))];
  try {
    for (let at = folder; !tops.includes(at); at = dirname(at)) rmdirSync(at);
  } catch {
    // the first one that holds something else
  }
}
