/*
 * Only for tests: a command that has opened a run in the given repository, made a folder, and started a process that
 * loops. It prints the run's id and the process's, and stays until it is killed, or told to end in order.
 */
import { spawn } from "node:child_process";
import { mkdirSync, writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { runMark } from "./process-tree.ts";
import { openRun } from "./run.ts";
import { temporaryPlace } from "./run-places.ts";

/** Milliseconds after which a run has called its undertaker. */
const undertakerIsThere = 200;

const [root = "", how = ""] = process.argv.slice(2);
const run = await openRun(root);
mkdirSync(temporaryPlace(run.id));
run.note({ folder: temporaryPlace(run.id) });
const { pid = 0 } = spawn(process.execPath, ["-e", "for (;;);", "--", `--run=${run.id}`], {
  stdio: "ignore",
  detached: true,
  env: { ...process.env, [runMark]: how === "marked" ? run.id : undefined },
});
run.note({ process: pid, proof: how === "not its own" ? "other words" : `--run=${run.id}` });
process.stdin.once("data", () => run[Symbol.asyncDispose]().then(() => process.exit(0)));
if (how !== "marked") await wait(undertakerIsThere);
writeSync(1, `${JSON.stringify({ id: run.id, loop: pid })}\n`);
// Stands still before the undertaker is called.
if (how === "marked") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
