import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { isRunAlive } from "#shared/runs/alive.ts";

/** Milliseconds between two tries, and until the lock is taken for one that nobody will give back. */
const tryEvery = 10;
const giveUpAfter = 3_000;

/** Does some work while no other run of this course does work under the same lock file. */
export async function withFileLock<Result>(lockFile: string, runId: string, work: () => Result): Promise<Result> {
  const deadline = performance.now() + giveUpAfter;
  while (!take(lockFile, runId)) {
    if (!(await isHolderAlive(lockFile)) || performance.now() > deadline) rmSync(lockFile, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, tryEvery));
  }
  try {
    return work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function take(lockFile: string, runId: string): boolean {
  try {
    writeFileSync(lockFile, runId, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function isHolderAlive(lockFile: string): Promise<boolean> {
  try {
    return await isRunAlive(readFileSync(lockFile, "utf8"));
  } catch {
    return true; // given back between the two looks: try again
  }
}
