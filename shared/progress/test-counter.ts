/*
 * Only for tests: adds one to the number in a file, again and again, under its lock. It prints a line for each, and is
 * killed with the lock in its hands when it is told to hold it. Arguments: the file, how often, and `hold` or nothing.
 */
import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync, writeSync } from "node:fs";
import { announceRun, forgetRun } from "#shared/runs/alive.ts";
import { withFileLock } from "./file-lock.ts";

const [file = "", times = "0", how = ""] = process.argv.slice(2);
const runId = randomBytes(6).toString("hex");
const alive = await announceRun(runId);
for (let count = 0; count < Number(times); count += 1) {
  await withFileLock(`${file}.lock`, runId, () => {
    const number = Number(readFileSync(file, "utf8"));
    if (how === "hold") {
      writeSync(1, "held\n");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    writeFileSync(file, String(number + 1));
  });
}
alive.close();
forgetRun(runId);
