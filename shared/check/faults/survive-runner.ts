import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { measureIdleShare } from "#shared/runs/idle-share.ts";
import { busyBelow, slowPatience } from "../second-look.ts";
import type { RunnerFault } from "./fault.ts";
import type { Survival } from "./survival.ts";

/** Commands check services, so a busy machine makes them take the same second look. */
const busyFactor = 1 + slowPatience;

/** Lets something happen to the runner, in an empty folder that is removed afterwards. */
export async function surviveRunner(fault: RunnerFault, root: string): Promise<Survival> {
  const notTried = await fault.unavailable?.();
  if (notTried !== undefined) return { problems: [], notTried, seconds: 0, limitS: fault.withinS, busy: false };
  const folder = mkdtempSync(join(hoodFolder(root, "tests"), "fault-"));
  const problems: string[] = [];
  const idleShare = measureIdleShare();
  const startedAt = performance.now();
  try {
    await fault.survive({ root, folder });
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const busy = idleShare() < busyBelow;
  const limitS = fault.withinS * (busy ? busyFactor : 1);
  if (seconds > limitS) problems.push(`it took ${seconds.toFixed(1)} s, and the limit is ${limitS} s`);
  return { problems, seconds, limitS, busy };
}
