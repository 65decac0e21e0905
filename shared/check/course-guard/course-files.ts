import { type Dirent, lstatSync, readdirSync, readFileSync, type Stats } from "node:fs";
import { guardedFiles, guardedFolders, isPassedOver } from "./guarded.ts";

/** A file that is not as it was at the last look. */
export interface FileChange {
  /** From the course's folder on, with slashes. */
  readonly file: string;
  /** What it held then; `undefined` when it was not there. */
  readonly before: Buffer | undefined;
}

/** Bytes; no file of the course is longer, and what is longer is not kept in memory, so not guarded. */
export const largestFile = 10 * 1024 * 1024;

/**
 * Milliseconds. A file that was changed so shortly before it was read may change again without a new time: clocks of
 * drives tick every 10 ms, on FAT every two seconds. It is read again at the next look.
 */
const young = 3_000;

/** What tells, without reading, that a file or folder is as it was. A program can set the first time, not the second. */
interface Stamp {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
  readonly isYoung: boolean;
}

interface KnownFile {
  readonly stamp: Stamp;
  /** `undefined`: it cannot be read, or is too long. */
  readonly content: Buffer | undefined;
}

interface KnownFolder {
  stamp: Stamp | undefined;
  readonly files: Map<string, KnownFile>;
  readonly folders: Map<string, KnownFolder>;
}

const newFolder = (): KnownFolder => ({ stamp: undefined, files: new Map(), folders: new Map() });

/** The contents of a course's files, and the learner's, as they were at the last look. Links are passed over. */
export class CourseFiles {
  readonly #root: string;
  readonly #top = newFolder();
  readonly #now: () => number;
  readonly #lstat: typeof lstatSync;
  #changes: FileChange[] = [];

  /** A clock and a way to look at a file are given by tests only. */
  constructor(root: string, { now = Date.now, lstat = lstatSync } = {}) {
    this.#root = root;
    this.#now = now;
    this.#lstat = lstat;
    for (const name of guardedFolders) this.#top.folders.set(name, newFolder());
  }

  /** Looks again, and returns what has changed; at the first look, everything. Reads only what its stamp tells of. */
  look(): FileChange[] {
    this.#changes = [];
    for (const file of guardedFiles) this.#lookAtFile(this.#top, file, file);
    for (const [name, folder] of this.#top.folders) this.#lookAtFolder(folder, name);
    return this.#changes;
  }

  #lookAtFolder(folder: KnownFolder, path: string): void {
    const stat = this.#statOf(path);
    if (!stat?.isDirectory()) {
      this.#forget(folder, path);
      return;
    }
    for (const name of folder.files.keys()) this.#lookAtFile(folder, name, `${path}/${name}`);
    if (!isSame(folder.stamp, stat)) this.#list(folder, path, stat);
    for (const [name, below] of folder.folders) this.#lookAtFolder(below, `${path}/${name}`);
  }

  #list(folder: KnownFolder, path: string, stat: Stats): void {
    const entries = entriesOf(this.#root, path);
    for (const [name, below] of folder.folders) {
      if (entries.get(name)?.isDirectory()) continue;
      this.#forget(below, `${path}/${name}`);
      folder.folders.delete(name);
    }
    for (const [name, entry] of entries) {
      if (entry.isDirectory() && !folder.folders.has(name)) folder.folders.set(name, newFolder());
      if (entry.isFile() && !folder.files.has(name)) this.#lookAtFile(folder, name, `${path}/${name}`);
    }
    folder.stamp = this.#stampOf(stat);
  }

  #forget(folder: KnownFolder, path: string): void {
    for (const [name, { content }] of folder.files) this.#note(`${path}/${name}`, content);
    for (const [name, below] of folder.folders) this.#forget(below, `${path}/${name}`);
    folder.files.clear();
    folder.folders.clear();
    folder.stamp = undefined;
  }

  #lookAtFile(folder: KnownFolder, name: string, path: string): void {
    const stat = this.#statOf(path);
    const known = folder.files.get(name);
    if (!stat?.isFile()) {
      folder.files.delete(name);
      if (known) this.#note(path, known.content);
      return;
    }
    if (isSame(known?.stamp, stat)) return;
    const stamp = this.#stampOf(stat);
    const content = stat.size > largestFile ? undefined : contentOf(this.#at(path));
    folder.files.set(name, { stamp, content });
    if (known === undefined) this.#changes.push({ file: path, before: undefined });
    else if (content === undefined || !known.content?.equals(content)) this.#note(path, known.content);
  }

  /* Nothing, too, where its folder may not be entered: what was known there counts as gone. */
  #statOf(path: string): Stats | undefined {
    try {
      return this.#lstat(this.#at(path), { throwIfNoEntry: false });
    } catch {
      return undefined;
    }
  }

  #stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): Stamp {
    return { size, mtimeMs, ctimeMs, ino, isYoung: Math.max(mtimeMs, ctimeMs) > this.#now() - young };
  }

  /* Node takes slashes on every system, and join() would be a third of a look. */
  #at(path: string): string {
    return `${this.#root}/${path}`;
  }

  /* Of what was never read nobody can say whether it has changed. */
  #note(file: string, before: Buffer | undefined): void {
    if (before !== undefined) this.#changes.push({ file, before });
  }
}

const isSame = (stamp: Stamp | undefined, { size, mtimeMs, ctimeMs, ino }: Stats): boolean =>
  stamp !== undefined &&
  !stamp.isYoung &&
  stamp.size === size &&
  stamp.mtimeMs === mtimeMs &&
  stamp.ctimeMs === ctimeMs &&
  stamp.ino === ino;

/* None where the folder may not be read, or is gone again: what was known of it then counts as gone. */
function entriesOf(root: string, path: string): Map<string, Dirent> {
  const [top = ""] = path.split("/");
  try {
    const entries = readdirSync(`${root}/${path}`, { withFileTypes: true }).filter(
      ({ name }) => !isPassedOver(top, name),
    );
    return new Map(entries.map((entry) => [entry.name, entry]));
  } catch {
    return new Map();
  }
}

function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined; // not ours to read, or gone again
  }
}
