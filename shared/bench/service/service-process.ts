import type { ChildProcess } from "node:child_process";
import { killGroup } from "#shared/runs/process-tree.ts";
import { patience } from "../patience.ts";
import type { Claim, Denial } from "./host-messages.ts";
import { hasChildren, LeftBehind } from "./left-behind.ts";
import { floodLimit, LogBuffer, type ServiceLog } from "./log.ts";
import type { Spare } from "./spare.ts";
import { treeLook } from "./tree.ts";
import { type TreeBreach, watchTree } from "./tree-watch.ts";

/** How a service ended: by itself with a code, or by a signal. */
export interface ServiceExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Milliseconds after SIGTERM until a service counts as one that does not end. */
const endDeadline = 2_000;

/** Milliseconds to wait for a busy service's last words. */
const flushDeadline = 1_000;

/** The learner's service as an operating-system process: side 5 of the bench. */
export class ServiceProcess {
  readonly log: ServiceLog;
  readonly pid: number;
  readonly entry: string;
  /** The port it was told to listen on. */
  readonly port: number;
  /** Ports it listens on, in order. */
  readonly listening: number[] = [];
  /** A port it asked for and that somebody else has. */
  portTaken: number | undefined;
  loaded = false;
  /** True from the moment when it could be debugged, and nothing of it is loaded. */
  awaitsDebugger = false;
  /** True when it ended for want of anything to do. */
  idled = false;
  /** What it used so much of that the bench has ended it. */
  overLimit: TreeBreach | "output" | undefined;
  /** What the wall around its files has refused, in order. */
  readonly denials: Denial[] = [];
  exit: ServiceExit | undefined;
  /** True once a debugger has been in it, to see where it is stuck: nothing that it does from then on says anything. */
  isInterrupted = false;
  /** True once the bench itself has asked it to end. */
  endAsked = false;

  readonly #child: ChildProcess;
  readonly #spare: Spare;
  readonly #leftBehind: LeftBehind;
  #cleared: Promise<void> = Promise.resolve();
  #pongs = 0;
  #allRead = false;
  readonly #changes = new Set<() => void>();

  constructor(spare: Spare, claim: Claim, port: number) {
    this.#child = spare.child;
    this.#spare = spare;
    this.pid = spare.child.pid ?? 0;
    this.entry = claim.entry;
    this.port = port;
    const log = new LogBuffer();
    this.log = log;
    for (const stream of [spare.child.stdout, spare.child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        log.add(chunk);
        if (log.bytes > floodLimit) this.#endOverLimit("output");
      });
    }
    spare.onReport((report) => {
      if (report.kind === "loaded") this.loaded = true;
      if (report.kind === "awaits-debugger") this.awaitsDebugger = true;
      if (report.kind === "idle") this.idled = true;
      if (report.kind === "pong") this.#pongs += 1;
      if (report.kind === "listening") this.listening.push(report.port);
      if (report.kind === "port-taken") this.portTaken = report.port;
      if (report.kind === "denied") this.denials.push(report);
      this.#changed();
    });
    const { temporaryFolder } = spare;
    const root = { pid: this.pid, temporaryFolder };
    const findTree = treeLook(root);
    this.#leftBehind = new LeftBehind(findTree);
    const stopWatching = watchTree(root, (breach) => this.#endOverLimit(breach), findTree);
    spare.child.once("exit", (code, signal) => {
      stopWatching();
      this.exit = { code, signal };
      this.#cleared = this.#leftBehind.end();
      this.#changed();
    });
    spare.child.once("close", () => {
      this.#allRead = true;
      this.#changed();
    });
    spare.claim(claim);
  }

  get listensAsTold(): boolean {
    return this.listening.includes(this.port);
  }

  /** Resolves when the condition holds, or `false` after the deadline. Looks whenever the process reports something. */
  until(condition: () => boolean, deadlineMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const finish = (held: boolean) => {
        clearTimeout(timer);
        this.#changes.delete(look);
        resolve(held);
      };
      const look = () => condition() && finish(true);
      const timer = setTimeout(() => finish(condition()), deadlineMs);
      this.#changes.add(look);
      look();
    });
  }

  /**
   * Waits until `log` holds what the service has printed so far, also its last words when it has ended. An answer and
   * the log line about it travel on two ways, and the answer is often faster. A child that holds the service's output
   * open is not waited for. False when it has not come so far by the deadline.
   */
  async flushLog(deadlineMs = flushDeadline): Promise<boolean> {
    const before = this.#pongs;
    this.#spare.ping();
    const isFlushed = () => this.#pongs > before || this.#allRead;
    const flushed = await this.until(isFlushed, this.exit ? deadlineMs : patience(deadlineMs));
    await new Promise((resolve) => setImmediate(resolve));
    return flushed;
  }

  /** Sends a signal to the service, as an operator would. */
  signal(signal: NodeJS.Signals): void {
    this.endAsked = true;
    this.#child.kill(signal);
  }

  /** Resolves with how the service ended; rejects when it is still there after the deadline. */
  async waitForExit(deadlineMs = endDeadline): Promise<ServiceExit> {
    await this.until(() => this.exit !== undefined, patience(deadlineMs));
    if (this.exit) return this.exit;
    throw new Error(`The service is still running ${deadlineMs} ms after it was expected to end.`);
  }

  /** Whether it has started something that runs now; see `hasChildren`. */
  get hasChildren(): boolean {
    return this.exit === undefined && hasChildren(this.pid);
  }

  /**
   * Ends the service as a server room does, SIGTERM, then force; and after it whatever it has started. Returns false
   * when force was needed.
   */
  async stop(): Promise<boolean> {
    if (!this.exit) await this.#leftBehind.look();
    const ended = await this.#end();
    await this.#cleared;
    return ended;
  }

  async #end(): Promise<boolean> {
    if (this.exit) return true;
    this.signal("SIGTERM");
    const ended = await this.until(() => this.exit !== undefined, patience(endDeadline));
    this.kill();
    await this.until(() => this.exit !== undefined, endDeadline);
    return ended;
  }

  /** Ends the service and everything in its group at once. */
  kill(): void {
    this.endAsked = true;
    if (this.pid) killGroup(this.pid);
  }

  /* Not asked to end, as `endAsked` says: this is its own fault, whenever it happens. */
  #endOverLimit(breach: TreeBreach | "output"): void {
    if (this.overLimit !== undefined || this.exit) return;
    this.overLimit = breach;
    killGroup(this.pid);
  }

  #changed(): void {
    for (const look of [...this.#changes]) look();
  }
}
