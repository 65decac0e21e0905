import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { type FileChange, largestFile } from "./course-files.ts";
import { isGuarded } from "./guarded.ts";

/*
 * Course files that changed while tests ran, remembered in `.hood/changed-course.json` from one command to the next.
 * What they held before lies in `.hood/backups/course-<time>/before/`.
 */

/** What a file holds: its SHA-256 in hexadecimal digits, another word for what is not read, or null for no file. */
const mark = z.string().nullable();

const changedFile = z.strictObject({
  /** From the course's folder on, with slashes. */
  file: z.string().refine(isGuarded),
  before: mark,
  changed: mark,
  /** The name of the folder in `.hood/backups/`. */
  backup: z.string().regex(/^course-[0-9TZ.-]+$/),
});

const changedCourse = z.strictObject({ version: z.literal(1), files: z.array(changedFile).min(1) });

export type ChangedFile = z.infer<typeof changedFile>;

const listOf = (root: string) => join(root, ".hood", "changed-course.json");

/** Where what a course file held before its change is kept. */
export const keptBefore = (root: string, { backup, file }: ChangedFile): string =>
  join(root, ".hood", "backups", backup, "before", file);

/** Where the changed version of a course file goes when the one before is put back. */
export const keptChanged = (root: string, { backup, file }: ChangedFile): string =>
  join(root, ".hood", "backups", backup, "changed", file);

/** Keeps what files held before they changed. Returns the new folder in `.hood/backups/`, or throws. */
export function keepBefore(root: string, changes: readonly FileChange[]): string {
  const backup = newBackup(root);
  for (const { file, before } of changes) {
    if (before === undefined) continue;
    const path = join(root, ".hood", "backups", backup, "before", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, before, { flush: true });
  }
  return backup;
}

/** Remembers that course files hold a change, after what they held before was kept in a backup. */
export function rememberChanged(root: string, changes: readonly FileChange[], backup: string): void {
  const known = new Map(readChanged(root).map((entry) => [entry.file, entry]));
  for (const { file, before } of changes) {
    const entry = { file, before: markOf(before), changed: markOnDisk(join(root, file)), backup };
    const older = known.get(file);
    // Two checks at once may see one change, or one after the other: what counts is what was there before both.
    const isOneChange = older && (older.changed === entry.changed || older.changed === entry.before);
    known.set(file, isOneChange ? { ...older, changed: entry.changed } : entry);
  }
  writeChanged(
    root,
    [...known.values()].filter((entry) => entry.before !== entry.changed),
  );
}

/**
 * Course files that still hold what they held after tests had run. Those that got another content since, from git, an
 * update or an editor, are forgotten. Throws a LessonError when the list itself is not as the course wrote it.
 */
export function stillChanged(root: string): ChangedFile[] {
  const remembered = readChanged(root);
  const still = remembered.filter(({ file, changed }) => markOnDisk(join(root, file)) === changed);
  if (still.length < remembered.length) writeChanged(root, still);
  return still;
}

/** Takes the files as they are for the course. */
export function forgetChanged(root: string): void {
  rmSync(listOf(root), { force: true });
}

export const markOf = (content: Buffer | undefined): string | null =>
  content === undefined ? null : createHash("sha256").update(content).digest("hex");

/** The mark of what lies at a path; something that is no file, such as a link, counts as no file. */
export function markOnDisk(path: string): string | null {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile()) return null;
    return stat.size > largestFile ? `${stat.size} bytes` : markOf(readFileSync(path));
  } catch {
    return "unreadable";
  }
}

function readChanged(root: string): ChangedFile[] {
  const list = listOf(root);
  if (!existsSync(list)) return [];
  try {
    return changedCourse.parse(JSON.parse(readFileSync(list, "utf8"))).files;
  } catch (cause) {
    throw new LessonError(
      [
        `${list} is not as the course wrote it, so nobody knows which of its files a lesson's code has changed.`,
        "What they held before lies in .hood/backups/course-...; in a clone, `git status` names them.",
        "Put them back, remove that list, and try again.",
      ].join("\n"),
      { cause },
    );
  }
}

function writeChanged(root: string, files: readonly ChangedFile[]): void {
  if (files.length === 0) {
    forgetChanged(root);
    return;
  }
  const list = join(hoodFolder(root), "changed-course.json");
  const work = `${list}.${process.pid}`;
  writeFileSync(work, `${JSON.stringify({ version: 1, files }, null, 2)}\n`, { flush: true });
  renameSync(work, list);
}

/* Windows allows no colons in names. Two runs may come in one millisecond. */
function newBackup(root: string): string {
  const backups = hoodFolder(root, "backups");
  for (let time = Date.now(); ; time += 1) {
    const name = `course-${new Date(time).toISOString().replaceAll(":", "-")}`;
    if (existsSync(join(backups, name))) continue;
    mkdirSync(join(backups, name));
    return name;
  }
}
