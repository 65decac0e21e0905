/*
 * Loaded into the process of `tsx watch` before tsx itself. Tells `serve` when the service ends by itself, of which tsx
 * says nothing; and ends tsx and the service when `serve` is gone, however it went. Both over file descriptor 3.
 */
import type { ChildProcess } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";
import { Socket } from "node:net";
import { killGroup } from "#shared/runs/process-tree.ts";

/** How the service ended by itself; one line of JSON. */
export interface ServiceEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const control = new Socket({ fd: 3 });
control.on("error", () => undefined);
control.on("close", () => killGroup(process.pid));
control.resume();
control.unref();

// tsx starts one process, again and again: the service.
subscribe("child_process", (message) => {
  const { process: service } = message as { process: ChildProcess };
  service.once("exit", (code, signal) => {
    // Not when tsx ends it, to start it again.
    if (!service.killed) control.write(`${JSON.stringify({ code, signal } satisfies ServiceEnd)}\n`);
  });
});
