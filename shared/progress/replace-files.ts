import { mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Gives files below a folder's `src/` new contents; `undefined` takes a file away. Everything new is on the disk before
 * the first file is touched, so a full disk changes nothing, and each file is the old one or the new one, never a part.
 */
export function replaceFiles(folder: string, contents: ReadonlyMap<string, Buffer | undefined>): void {
  const src = join(folder, "src");
  mkdirSync(src, { recursive: true });
  const stage = mkdtempSync(join(src, ".reset-")); // in src itself: only there a rename is sure to cross no disk
  try {
    const staged = [...contents].flatMap(([file, content], index) => {
      if (content === undefined) return [];
      const ready = join(stage, String(index));
      writeFileSync(ready, content, { flush: true });
      return [{ ready, target: join(folder, file) }];
    });
    for (const [file, content] of contents) if (content === undefined) remove(join(folder, file), src);
    for (const { ready, target } of staged) {
      mkdirSync(dirname(target), { recursive: true });
      renameSync(ready, target);
    }
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/* With the folders that are empty without it. */
function remove(path: string, src: string): void {
  rmSync(path, { force: true });
  try {
    for (let folder = dirname(path); folder !== src; folder = dirname(folder)) rmdirSync(folder);
  } catch {
    // the first folder that holds something else
  }
}
