import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** `.hood/` in the repository holds everything a machine keeps between runs; git ignores it. Made when missing. */
export function hoodFolder(root: string, ...parts: string[]): string {
  const folder = join(root, ".hood", ...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}
