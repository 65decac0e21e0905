import { statfsSync } from "node:fs";
import type { AbsentRung } from "../rung.ts";
import { InstallError } from "./install-error.ts";

/** Below so many bytes a copy of a data directory ends halfway, with whatever error the system finds for it. */
const tooLittle = 64 * 1024 * 1024;

/** Why PostgreSQL from npm did not start, and the one step to take. `folders`: where its data goes. */
export function explainFailure(
  error: unknown,
  folders: readonly string[],
  freeBytes = bytesFree,
): Omit<AbsentRung, "kind"> {
  const { message } = error as Error;
  const failed = (reason: string) => `PostgreSQL from npm did not start: ${reason}`;
  if (error instanceof InstallError) return { why: failed(message), next: error.next };
  const full = folders.find((folder) => freeBytes(folder) < tooLittle);
  if (full !== undefined) {
    return {
      why: failed(`there is no space left on the drive of ${full}`),
      next: "Make room there; this empties what npm has put by: npm cache clean --force",
    };
  }
  const next = "Run `npm ci` again; if it stays, set DATABASE_URL to a PostgreSQL 15 or newer of your own.";
  return { why: failed(message.trim()), next };
}

function bytesFree(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY; // not there, so nothing was written to it
  }
}
