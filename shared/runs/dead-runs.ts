import { readdirSync } from "node:fs";
import { join } from "node:path";
import { forgetRun, isRunAlive, runsWithDeadAddress } from "./alive.ts";
import { endRun } from "./end-run.ts";
import { hoodFolder } from "./hood-folder.ts";

/** Ends what dead runs left in this repository, or without a folder in any; returns how many runs there were. */
export async function sweepDeadRuns(root: string): Promise<number> {
  const runs = hoodFolder(root, "runs");
  const here = readdirSync(runs).filter((name) => /^[0-9a-f]{12}$/.test(name));
  const dead = new Set(await runsWithDeadAddress());
  for (const id of here) if (!(await isRunAlive(id))) dead.add(id);
  for (const id of dead) {
    await endRun(id, join(runs, id));
    forgetRun(id);
  }
  return dead.size;
}
