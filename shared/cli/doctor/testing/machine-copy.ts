import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { repositoryRoot } from "../../session.ts";

/* Only for tests: the whole course in a folder of its own, to be broken. */

export interface MachineCopy extends Disposable {
  readonly root: string;
  /** The door to its commands. */
  readonly door: string;
}

/**
 * A copy with nothing but a prepared server in `.hood`. Its packages are the repository's own, or none: no
 * folder above it has any, unless `to` names a place of its own.
 */
export function copyMachine({ packages = true, to = "" } = {}): MachineCopy {
  const root = to || mkdtempSync(join(realpathSync(tmpdir()), "hood-machine-"));
  mkdirSync(join(root, ".hood"), { recursive: true });
  // Or every copy would pay for initdb.
  symlinkSync(hoodFolder(repositoryRoot, "postgres"), join(root, ".hood", "postgres"), "junction");
  for (const name of ["package.json", "package-lock.json", "shared", "lessons"]) {
    cpSync(join(repositoryRoot, name), join(root, name), { recursive: true });
  }
  if (packages) symlinkSync(join(repositoryRoot, "node_modules"), join(root, "node_modules"), "junction");
  return {
    root,
    door: join(root, "shared", "cli", "hood.cjs"),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}
