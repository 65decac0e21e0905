import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onLine } from "#shared/runs/on-line.ts";
import { killGroup, runMark } from "#shared/runs/process-tree.ts";
import { noteStarted } from "#shared/runs/run.ts";
import { type Claim, type HostReport, ping } from "./host-messages.ts";
import { type LimitsReport, limits, readLimits, reportLines, underLimits } from "./limits.ts";
import { wallFlags, wallWarnings } from "./wall.ts";

const hostFile = fileURLToPath(new URL("./host.ts", import.meta.url));

export interface SpareOptions {
  /** Of the judged course. */
  readonly root: string;
  readonly runId: string;
  readonly runFolder: string;
  /** A database to warm the driver on; `undefined` when no lesson of this run has one. */
  readonly warmUrl: string | undefined;
  /** `true`: warms nothing. Half the work to start, slower first answers: for who judges many services once. */
  readonly unwarmed?: boolean;
  /** `false`: without wall and limits, for a service that a person debugs where it lies. */
  readonly guarded?: boolean;
}

/** A process that waits to become a service. */
export interface Spare {
  readonly child: ChildProcess;
  /** Settles when it has loaded and warmed the common packages, or ended before. */
  readonly ready: Promise<void>;
  /** A folder of its own, removed when it has ended. */
  readonly temporaryFolder: string;
  /** The operating system's limits, once it is ready; `undefined` where none were set. */
  readonly limits: LimitsReport | undefined;
  claim(claim: Claim): void;
  ping(): void;
  onReport(listener: (report: HostReport) => void): void;
}

/*
 * A port of the debugger's own, should it be asked where a service is stuck; and long stacks, because the learner's own
 * line may stand below a dozen of Express's.
 */
const debugFlags = ["--inspect-port=0", "--stack-trace-limit=50"];

/** Starts a spare process, in a group of its own so that it can be ended with all its children. */
export function startSpare({ root, runId, runFolder, warmUrl, unwarmed, guarded = true }: SpareOptions): Spare {
  const compileCache = join(root, ".hood", "compile-cache");
  const temporaryFolder = join(runFolder, "tmp", randomBytes(4).toString("hex"));
  for (const folder of [compileCache, temporaryFolder]) mkdirSync(folder, { recursive: true });
  const wall = guarded ? wallFlags({ root, runFolder, temporaryFolder, compileCache }) : [];
  const flags = [...wallWarnings, `--max-old-space-size=${limits.heapMb}`, ...debugFlags, ...wall];
  const command: [string, ...string[]] = [process.execPath, ...flags, hostFile, `--run=${runId}`];
  const [program, ...args] = guarded ? underLimits(command) : command;
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
    env: {
      ...systemEnvironment(temporaryFolder),
      [runMark]: runId,
      HOOD_COMPILE_CACHE: compileCache,
      ...(unwarmed && { HOOD_UNWARMED: "1" }),
      ...(warmUrl && { HOOD_WARM_URL: warmUrl }),
    },
  });
  if (child.pid) noteStarted(runFolder, { process: child.pid, proof: `--run=${runId}`, kind: "service" });
  const control = child.stdio[3] as Socket;
  control.on("error", () => undefined); // it ended: its exit says so
  const listeners = new Set<(report: HostReport) => void>();
  const before: string[] = [];
  let isReady = false;
  onLine(control, (line) => {
    const report = readReport(line);
    if (!report && !isReady) before.push(line);
    if (report) for (const listener of listeners) listener(report);
  });
  const removeFolder = () =>
    // A child of the service that still holds a file there is ended with the run, and the folder with it.
    rm(temporaryFolder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 }).catch(() => undefined);
  const ready = new Promise<void>((resolve) => {
    const settle = () => {
      isReady = true;
      resolve();
    };
    listeners.add((report) => report.kind === "spare" && settle());
    child.once("exit", settle).once("error", settle);
  });
  child.once("exit", removeFolder).once("error", removeFolder);
  return {
    child,
    ready,
    temporaryFolder,
    get limits() {
      return readLimits(before.slice(0, reportLines));
    },
    claim: (claim) => void control.write(`${JSON.stringify(claim)}\n`),
    ping: () => void control.write(`${ping}\n`),
    onReport: (listener) => void listeners.add(listener),
  };
}

/* A service can write to this pipe too: what is no report is none. */
function readReport(line: string): HostReport | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && "kind" in value ? (value as HostReport) : undefined;
  } catch {
    return undefined;
  }
}

/** Ends a spare that nobody needs any more. */
export function endSpare(spare: Spare): void {
  if (spare.child.pid && spare.child.exitCode === null) killGroup(spare.child.pid);
}

const systemNames = ["PATH", "HOME", "SystemRoot", "SYSTEMROOT", "ComSpec", "LANG", "LC_ALL", "TZ"];
const temporaryNames = ["TMPDIR", "TEMP", "TMP"];

/** Of the machine's environment, what any program needs. Nothing else reaches a service: no secrets. */
export function systemEnvironment(temporaryFolder = tmpdir()): Record<string, string> {
  return Object.fromEntries([
    ...systemNames.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
    ...temporaryNames.map((name) => [name, temporaryFolder]),
  ]);
}
