import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { killGroup, runMark } from "#shared/runs/process-tree.ts";
import type { Bench } from "../bench.ts";
import { within } from "../waiting.ts";
import { type PlainDatabase, plainDatabaseVariable } from "./plain-database.ts";
import { runAgain, type VitestMessage } from "./vitest-messages.ts";

const processFile = fileURLToPath(new URL("./vitest-process.ts", import.meta.url));

/** Milliseconds for one run; a container of its own needs a few seconds of it. */
const runLimit = 120_000;

/** What one run of the plain tests took, counted from `startedAt`, on the clock of `performance.now()`. */
export interface PlainRun {
  readonly firstFailedAt: number | undefined;
  readonly endedAt: number;
  readonly passed: number;
  readonly failed: number;
}

/** A plain Vitest in a process of its own, which stays loaded between runs. Its first run is over when this resolves. */
export async function openPlainVitest(
  bench: Pick<Bench, "run" | "signal">,
  options: {
    readonly folder: string;
    readonly mode: "watch" | "on-demand";
    readonly database: PlainDatabase;
    readonly env?: Record<string, string>;
  },
): Promise<PlainVitest> {
  const { folder, mode, database, env } = options;
  const child = fork(processFile, [folder, mode], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    detached: process.platform !== "win32", // its own group: ended with the forks that it starts
    env: {
      ...process.env,
      ...env,
      NODE_OPTIONS: "",
      [runMark]: bench.run.id,
      [plainDatabaseVariable]: JSON.stringify(database),
    },
  });
  const vitest = new PlainVitest(child, bench.signal);
  try {
    await vitest.nextRun();
    return vitest;
  } catch (error) {
    await vitest[Symbol.asyncDispose]();
    throw error;
  }
}

export class PlainVitest implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #signal: AbortSignal;

  constructor(child: ChildProcess, signal: AbortSignal) {
    this.#child = child;
    this.#signal = signal;
  }

  /** Runs the tests again, without a save. */
  run(): Promise<PlainRun> {
    const run = this.nextRun();
    this.#child.send(runAgain);
    return run;
  }

  /** The next run that ends; asked for before it is set off. Rejects when the tests could not be run. */
  nextRun(): Promise<PlainRun> {
    const child = this.#child;
    const { promise, resolve, reject } = Promise.withResolvers<PlainRun>();
    let firstFailedAt: number | undefined;
    const onMessage = (message: VitestMessage) => {
      if (message.plain === "failed") firstFailedAt ??= performance.now();
      else if (message.trouble) reject(new Error(`The plain Vitest could not run its tests: ${message.trouble}`));
      else resolve({ firstFailedAt, endedAt: performance.now(), passed: message.passed, failed: message.failed });
    };
    const onExit = () => reject(new Error("The plain Vitest ended by itself."));
    child.on("message", onMessage).once("exit", onExit);
    return within(promise, { deadlineMs: runLimit, what: "A run of the plain Vitest", signal: this.#signal }).finally(
      () => child.off("message", onMessage).off("exit", onExit),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.pid) killGroup(child.pid);
    await ended;
  }
}
