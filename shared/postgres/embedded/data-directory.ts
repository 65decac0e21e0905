import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { memoryPlace, temporaryPlace } from "#shared/runs/run-places.ts";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";

const run = promisify(execFile);

/*
 * The same collation on every rung, or `order by title` would differ between machines. Small WAL segments, because the
 * first one is copied at every start.
 */
const initdbArguments = [
  "--username=hood",
  "--auth=scram-sha-256",
  "--encoding=UTF8",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--locale=C",
  "--wal-segsize=1",
  "--set=scram_iterations=1", // of a throw-away secret on loopback; 4096 cost milliseconds a connection
  "--no-sync",
  "--no-instructions",
];

const passwordName = "password";

/** Bytes that must be free on the memory disk; a class day of clones stays well below. */
const memoryDiskNeed = 512 * 1024 * 1024;

export interface DataDirectoryPlace {
  readonly folder: string;
  readonly inMemory: boolean;
}

/** Where this run's throw-away data goes: memory where the system offers it, otherwise beside the run's other files. */
export function choosePlace(runId: string, runFolder: string, account: Account | undefined): DataDirectoryPlace {
  if (process.platform === "linux" && hasRoom("/dev/shm")) {
    return { folder: memoryPlace(runId), inMemory: true };
  }
  // Root's repository may lie where the other account cannot enter.
  return { folder: account ? temporaryPlace(runId) : join(runFolder, "postgres"), inMemory: false };
}

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    const disk = statfsSync(folder);
    return disk.bavail * disk.bsize >= memoryDiskNeed;
  } catch {
    return false;
  }
}

/**
 * Makes `<folder>/data` a data directory that a server can start on, readable only by the account that runs the server,
 * and returns the password of its role `hood`. The first run pays for `initdb`; later ones copy what it kept.
 */
export async function makeDataDirectory(options: {
  readonly root: string;
  readonly runId: string;
  readonly folder: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
}): Promise<{ password: string }> {
  const { root, runId, folder, binaries, account } = options;
  const prepared = join(hoodFolder(root, "postgres"), `${binaries.version}-${process.arch}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(prepared)) {
    await initialise(folder, binaries, account);
    keepPrepared(folder, prepared, runId);
  } else {
    cpSync(prepared, folder, { recursive: true });
    chmodSync(join(folder, "data"), 0o700); // a copy does not keep a folder's mode, and the server insists
  }
  give(folder, account);
  return { password: readFileSync(join(folder, passwordName), "utf8").trim() };
}

async function initialise(folder: string, binaries: Binaries, account: Account | undefined): Promise<void> {
  const passwordFile = join(folder, passwordName);
  writeFileSync(passwordFile, `${randomBytes(16).toString("hex")}\n`, { mode: 0o600 });
  give(folder, account);
  await run(binaries.initdb, [`--pgdata=${join(folder, "data")}`, `--pwfile=${passwordFile}`, ...initdbArguments], {
    ...(account && { uid: account.uid, gid: account.gid }),
    cwd: folder,
    env: { ...process.env, LC_ALL: "C", LANG: "C", TZ: "UTC" },
    windowsHide: true,
  });
}

/* Renamed into place when whole, so that a killed run never leaves half a data directory for the next. */
function keepPrepared(folder: string, prepared: string, runId: string): void {
  const work = `${prepared}.${runId}`;
  cpSync(folder, work, { recursive: true });
  chmodSync(work, 0o700);
  try {
    renameSync(work, prepared);
  } catch {
    rmSync(work, { recursive: true, force: true }); // another run was faster
  }
}

function give(folder: string, account: Account | undefined): void {
  if (!account) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    chownSync(join(entry.parentPath, entry.name), account.uid, account.gid);
  }
  chownSync(folder, account.uid, account.gid);
}
