import { execFileSync } from "node:child_process";
import { join } from "node:path";

/*
 * Only for tests: what to put before a program so that it finds no space left in a folder. Where Linux lets this user
 * mount, a small drive is really filled, seen by that program alone and gone with it. Everywhere, file functions of Node
 * are made to fail as a full drive does.
 */

const mountAndFill =
  'mount -t tmpfs -o size=64k none "$0" && { head -c 1000000 /dev/zero >"$0/full" 2>/dev/null; exec "$@"; }';

const failToWrite = `
  import fs from "node:fs";
  import { syncBuiltinESMExports } from "node:module";
  const { writeFileSync, statfsSync } = fs;
  fs.writeFileSync = (file, ...rest) => {
    if (!String(file).includes(".hood")) return writeFileSync(file, ...rest);
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
  };
  fs.statfsSync = (...all) => Object.assign(statfsSync(...all), all[0].endsWith(".hood") && { bavail: 0 });
  syncBuiltinESMExports();`;

/** Each way that this system offers. */
export function fullDisks(root: string): (readonly string[])[] {
  const injected = [process.execPath, "--import", `data:text/javascript,${encodeURIComponent(failToWrite)}`];
  const unshare = [["--mount"], ["--mount", "--map-root-user"]].find((flags) => canMount(["unshare", ...flags]));
  if (!unshare) return [injected];
  return [injected, ["unshare", ...unshare, "sh", "-c", mountAndFill, join(root, ".hood"), process.execPath]];
}

/** Whether what these words start may mount something. */
export function canMount([program = "", ...flags]: readonly string[]): boolean {
  try {
    execFileSync(program, [...flags, "sh", "-c", "mount -t tmpfs none /mnt"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
