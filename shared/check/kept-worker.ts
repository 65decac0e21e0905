import { type ChildProcess, fork } from "node:child_process";
import { EventEmitter } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import type { Socket } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PoolRunnerInitializer, PoolWorker } from "vitest/node";
import { endServices } from "#shared/runs/end-run.ts";
import { killGroup, runMark } from "#shared/runs/process-tree.ts";
import { isWorkerMessage, unwarmedWord, type WorkerMessage } from "./worker-messages.ts";

const workerFile = fileURLToPath(new URL("./worker.ts", import.meta.url));

/**
 * The process in which Vitest runs lesson tests, kept between runs. Vitest starts and stops a worker for each run; here
 * a stop is only a good-bye, so that the next run finds the process loaded, with its spares ready. Measured, this is
 * the difference between half a second and a tenth.
 */
export class KeptWorker implements AsyncDisposable {
  /** Told every message that is ours and not Vitest's. */
  onMessage: (message: WorkerMessage) => void = () => undefined;
  readonly #arguments: readonly string[];
  readonly #run: { readonly id: string; readonly folder: string };
  #child: ChildProcess | undefined;
  #isEnding = false;

  constructor(root: string, run: { readonly id: string; readonly folder: string }, unwarmed = false) {
    this.#run = run;
    this.#arguments = [root, run.folder, run.id, ...(unwarmed ? [unwarmedWord] : [])];
  }

  /** Starts the process when it is not there: at first, and after it was killed. */
  start(): ChildProcess {
    if (this.#child?.connected) return this.#child;
    const child = fork(workerFile, this.#arguments, {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      execArgv: ["--disable-warning=ExperimentalWarning"],
      env: {
        ...process.env,
        [runMark]: this.#run.id,
        NODE_OPTIONS: "",
        VITEST: "true",
        NODE_ENV: "test",
        TEST: "true",
      },
    });
    child.on("message", (message) => isWorkerMessage(message) && this.onMessage(message));
    child.on("error", () => undefined); // followed by an exit, which Vitest is told
    child.once("disconnect", () => this.#endForsaken());
    // Not inherited: what it prints must not land in the middle of a screen that the command has drawn.
    const printed = child.stderr as Socket;
    printed.on("data", (chunk: Buffer) => process.stderr.write(chunk)).unref();
    this.#child = child;
    return child;
  }

  /** For Vitest's configuration. */
  get pool(): PoolRunnerInitializer {
    return { name: "kept", createPoolWorker: () => new WorkerVisit(() => this.start()) };
  }

  /* Killed, it ends no service; and one that is stuck in a loop does not see that its bench is gone. */
  #endForsaken(): void {
    if (this.#isEnding) return;
    const { id, folder } = this.#run;
    const temporary = join(folder, "tmp");
    const left = existsSync(temporary) ? readdirSync(temporary) : []; // before another process makes its own
    const remove = (name: string) => rm(join(temporary, name), { recursive: true, force: true });
    void endServices(id, folder)
      .then(() => Promise.all(left.map(remove)))
      .catch(() => undefined); // the end of the run removes it
  }

  /** Ends the process at once, and with it the services that it started. Resolves when the next start makes another. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child?.pid) return;
    const gone = child.connected ? new Promise((resolve) => child.once("disconnect", resolve)) : undefined;
    killGroup(child.pid);
    await gone;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    this.#isEnding = true;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.disconnect(); // it ends its services and then itself
    const timer = setTimeout(() => void this.kill(), 2_000);
    await ended;
    clearTimeout(timer);
  }
}

/**
 * One run's use of the kept process, in the shape that Vitest asks of a worker. A process that ends under it says so in
 * Vitest's own messages: told of an exit, Vitest waits for ever for the good-bye of a run that is being cancelled.
 * What is missing then, the verdict sees.
 */
class WorkerVisit implements PoolWorker {
  readonly name = "kept";
  readonly cacheFs = true;
  readonly #start: () => ChildProcess;
  readonly #events = new EventEmitter();
  #child: ChildProcess | undefined;
  #hasStarted = false;

  constructor(start: () => ChildProcess) {
    this.#start = start;
  }

  on = (event: string, callback: (...words: unknown[]) => void) => void this.#events.on(event, callback);
  off = (event: string, callback: (...words: unknown[]) => void) => void this.#events.off(event, callback);
  send = (message: { readonly type?: string }): void => {
    if (message.type === "stop") this.#child?.once("disconnect", this.#sayStopped);
    if (this.#child?.connected) this.#child.send(message);
    else if (message.type === "stop") this.#sayStopped();
    else if (message.type === "run") this.#sayFinished();
  };
  deserialize = (data: unknown) => data;

  async start(): Promise<void> {
    this.#child = this.#start();
    this.#child.on("message", this.#message).on("disconnect", this.#ended);
  }

  async stop(): Promise<void> {
    this.#child?.off("message", this.#message).off("disconnect", this.#ended).off("disconnect", this.#sayStopped);
  }

  readonly #message = (message: unknown) => {
    if (isWorkerMessage(message)) return;
    if ((message as { type?: unknown }).type === "started") this.#hasStarted = true;
    this.#events.emit("message", message);
  };
  readonly #ended = () => {
    if (this.#hasStarted) this.#sayFinished();
    else this.#events.emit("exit", null, null);
  };
  readonly #say = (type: string) => this.#events.emit("message", { type, __vitest_worker_response__: true });
  readonly #sayFinished = () => this.#say("testfileFinished");
  readonly #sayStopped = () => this.#say("stopped");
}
