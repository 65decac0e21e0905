import { createHash } from "node:crypto";
import { mkdtempSync, rmdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { socketFolder } from "#shared/runs/socket-folder.ts";
import type { Account } from "../embedded/account.ts";
import { isReachableByAll } from "../embedded/binaries.ts";

/** What a learner's copy of the course keeps of `serve`: below `.hood/`, for one course folder. */
export function keptHome(courseFolder: string): string {
  return hoodFolder(resolve(courseFolder), "serve");
}

/**
 * The folder of the lasting server's data, which the server wants to itself. Root's server runs as another account, which
 * may not be able to enter root's repository; and a drive of Windows under WSL knows no rights. Then the data lies where
 * such data lies on these systems.
 */
export function keptDataFolder(home: string, account: Account | undefined): string {
  const usual = join(home, "postgres");
  if ((!account || isReachableByAll(usual)) && knowsRights(home)) return usual;
  const name = `under-the-hood-${shortHash(home)}`;
  return account ? join("/var/lib", name) : join(homedir(), ".local", "share", name);
}

/* A folder made for its owner alone must be so afterwards: on some drives it is everybody's. */
function knowsRights(folder: string): boolean {
  if (process.platform === "win32") return true;
  const probe = mkdtempSync(join(folder, "rights-"));
  const mode = statSync(probe).mode & 0o777;
  rmdirSync(probe);
  return mode === 0o700;
}

/** Where the process that keeps the server of this folder listens: a socket, or a named pipe on Windows. */
export function keeperAddress(home: string): string {
  const name = `hood-keeper-${shortHash(home)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(socketFolder(), `${name}.sock`);
}

const shortHash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);
