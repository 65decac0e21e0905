import { execFile } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Account } from "../embedded/account.ts";
import type { Binaries } from "../embedded/binaries.ts";
import { makeDataDirectory } from "../embedded/data-directory.ts";

const run = promisify(execFile);

/** What belongs to one lasting data directory. */
export interface KeptData {
  /** The repository, in which the first run has kept a prepared data directory. */
  readonly root: string;
  readonly folder: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  /** Holds the process id of the server's keeper. */
  readonly keeperFile: string;
}

/** Makes the data directory when there is none. It is there whole or not at all, and on the disk. */
export async function ensureData({ root, folder, binaries, account }: KeptData): Promise<void> {
  if (existsSync(folder)) return;
  const work = `${folder}.new`;
  rmSync(work, { recursive: true, force: true }); // half made by a process that was killed
  await makeDataDirectory({ root, runId: "kept", folder: work, binaries, account });
  // Prepared for data that nobody would miss, so nothing of it was forced to the disk.
  await run(binaries.initdb, ["--sync-only", "--pgdata", join(work, "data")], {
    ...(account && { uid: account.uid, gid: account.gid }),
    cwd: work,
    windowsHide: true,
  });
  renameSync(work, folder);
}

/** Why this data cannot belong to these programs, seen before a server is started on it. */
export function foreignData({ folder, binaries }: KeptData): string | undefined {
  const made = readVersion(folder);
  const needed = binaries.version.split(".")[0];
  if (made === needed) return undefined;
  return made === undefined ? "it is no data directory" : `it is of PostgreSQL ${made}, and the course has ${needed}`;
}

function readVersion(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, "data", "PG_VERSION"), "utf8").trim();
  } catch {
    return undefined;
  }
}

/** Gives the data another name, so that nothing is lost; returns it, and a way back. */
export function setAside({ folder }: KeptData): { readonly aside: string; putBack(): void } {
  const aside = `${folder}.damaged-${new Date().toISOString().replaceAll(":", "-")}`;
  renameSync(folder, aside);
  return {
    aside,
    putBack() {
      rmSync(folder, { recursive: true, force: true }); // made a moment ago, and never used
      renameSync(aside, folder);
    },
  };
}
