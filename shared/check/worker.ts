/*
 * The process that runs lesson tests. It is kept from one run to the next, with everything the bench holds ready; a
 * lesson's service never runs in here.
 */
import type { SerializedConfig } from "vitest";
import { init, runBaseTests, setupEnvironment } from "vitest/worker";
import { type BenchContext, setBenchContext } from "#shared/bench/context.ts";
import { forEver, setPatience } from "#shared/bench/patience.ts";
import { settleRetired } from "#shared/bench/retired.ts";
import { workbench } from "#shared/bench/workbench.ts";
import { killStrays } from "#shared/runs/process-tree.ts";
import { noteStarted } from "#shared/runs/run.ts";
import { type RunEnd, unwarmedWord, type WorkerMessage } from "./worker-messages.ts";

/* Vitest's own deadline for a test is one more; it must not pass while somebody sits at a breakpoint. */
function bePatient({ inspectPort, patience: factor }: BenchContext, config: SerializedConfig): void {
  const isDebugged = inspectPort !== undefined;
  const onWaiting = () => void process.send?.({ hood: "debugger" } satisfies WorkerMessage);
  setPatience({ factor, ...(isDebugged && { onWaiting }) });
  config.testTimeout = isDebugged ? forEver : config.testTimeout * factor;
  config.hookTimeout = isDebugged ? forEver : config.hookTimeout * factor;
}

type Listener = (message: unknown) => void;

/* Vitest replaces process.exit, so that a test that calls it is caught. */
const exit = process.exit.bind(process);

const [root = "", runFolder = "", runId = "", spares = ""] = process.argv.slice(2);
noteStarted(runFolder, { process: process.pid, proof: runId });
workbench.warm({ root, runId, runFolder, unwarmed: spares === unwarmedWord });

// Whoever started this process is gone, killed perhaps: end what it started too.
process.on("disconnect", async () => {
  await workbench[Symbol.asyncDispose]().catch(() => undefined);
  exit(0);
});

/*
 * Vitest adds a listener with every run and takes none away, because its own workers end with the run. The first one
 * receives requests; the others each belong to one run, so a new run's start is the end of theirs.
 */
const listeners: Listener[] = [];
process.on("message", (message) => {
  if ((message as { type?: unknown }).type === "start") listeners.splice(1);
  for (const listener of [...listeners]) listener(message);
});

init({
  post: (message) => process.send?.(message),
  on: (listener: Listener) => void listeners.push(listener),
  off: (listener: Listener) => {
    if (listeners.includes(listener)) listeners.splice(listeners.indexOf(listener), 1);
  },
  setup: setupEnvironment,
  async runTests(state, traces) {
    const context = (state.providedContext as { hood: BenchContext }).hood;
    setBenchContext(context);
    bePatient(context, state.config);
    await workbench.prepare(context);
    await runBaseTests("run", state, traces);
    const end: RunEnd = { hood: "end", ...(await settleRetired()) };
    await killStrays(runId);
    if (end.troubles.length > 0) await workbench.forgetDatabases();
    process.send?.(end);
    workbench.refill();
  },
  collectTests: (state, traces) => runBaseTests("collect", state, traces),
});
