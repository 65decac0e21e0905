/*
 * Ends what a run has left when the run itself cannot any more: killed, or ended at once. It reads its standard input,
 * the run's lifeline, which the system closes with the run's process, whatever happened to that; a run that has ended
 * in order says so first. Arguments: the run's id and its folder.
 */
import { setTimeout as wait } from "node:timers/promises";
import { forgetRun, isRunAlive } from "./alive.ts";
import { farewell } from "./call-undertaker.ts";
import { endRun } from "./end-run.ts";

/** Looks, 50 ms apart, at a run whose lifeline is cut and whose address is not. After that it belongs to the next run. */
const looks = 40;

const [id = "", folder = ""] = process.argv.slice(2);

if ((await lastWords()) !== farewell && (await isDead())) {
  await endRun(id, folder);
  forgetRun(id);
}

async function lastWords(): Promise<string> {
  let said = "";
  try {
    for await (const chunk of process.stdin) said += String(chunk);
  } catch {
    // Cut, on Windows.
  }
  return said.trim();
}

/* The system closes what a process held one after the other. */
async function isDead(): Promise<boolean> {
  for (let look = 0; look < looks; look += 1) {
    if (!(await isRunAlive(id))) return true;
    await wait(50);
  }
  return false;
}
