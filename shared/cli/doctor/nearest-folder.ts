import { existsSync } from "node:fs";
import { dirname } from "node:path";

/** The folder itself, or the first above it that exists: where it would be made. */
export function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
