import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** One value for each file, by its path; another value means another file. */
export type FileStates = ReadonlyMap<string, string>;

/** By what the files hold. */
export function contentStates(folder: string): FileStates {
  return states([folder], (path) => createHash("sha256").update(readFileSync(path)).digest("hex"));
}

/** By size, time and inode: cheap enough for a thousand files, twice a fault. */
export function statStates(folders: readonly string[]): FileStates {
  return states(folders, (path) => {
    const { size, mtimeNs, ino } = statSync(path, { bigint: true });
    return `${size} ${mtimeNs} ${ino}`;
  });
}

function states(folders: readonly string[], stateOf: (path: string) => string): FileStates {
  const found = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || relative(folder, path).split(sep).includes("node_modules")) continue;
      try {
        found.set(path, stateOf(path));
      } catch {
        // Gone between the listing and the look: an editor's file, or a change that the comparison shows.
      }
    }
  }
  return found;
}

/** Paths that are new, gone, or of another state, sorted. */
export function changedPaths(before: FileStates, after: FileStates): string[] {
  const all = new Set([...before.keys(), ...after.keys()]);
  return [...all].filter((path) => before.get(path) !== after.get(path)).sort();
}
