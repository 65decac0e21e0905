import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { onLine } from "#shared/runs/on-line.ts";
import { killGroup, runMark } from "#shared/runs/process-tree.ts";
import { noteStarted } from "#shared/runs/run.ts";
import { type Claim, type HostReport, ping } from "./host-messages.ts";

const hostFile = fileURLToPath(new URL("./host.ts", import.meta.url));

/** Megabytes of JavaScript objects that a service may hold; a lesson needs a tenth of it. */
export const heapLimit = 256;

export interface SpareOptions {
  readonly runId: string;
  readonly runFolder: string;
  readonly compileCache: string;
  /** A database to warm the driver on; `undefined` when no lesson of this run has one. */
  readonly warmUrl: string | undefined;
}

/** A process that waits to become a service. */
export interface Spare {
  readonly child: ChildProcess;
  /** Settles when it has loaded and warmed the common packages, or ended before. */
  readonly ready: Promise<void>;
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
export function startSpare({ runId, runFolder, compileCache, warmUrl }: SpareOptions): Spare {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heapLimit}`, ...debugFlags, hostFile, `--run=${runId}`],
    {
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      detached: process.platform !== "win32",
      windowsHide: true,
      env: {
        ...systemEnvironment(),
        [runMark]: runId,
        HOOD_COMPILE_CACHE: compileCache,
        ...(warmUrl && { HOOD_WARM_URL: warmUrl }),
      },
    },
  );
  if (child.pid) noteStarted(runFolder, { process: child.pid, proof: `--run=${runId}` });
  const control = child.stdio[3] as Socket;
  control.on("error", () => undefined); // it ended: its exit says so
  const listeners = new Set<(report: HostReport) => void>();
  onLine(control, (line) => {
    for (const listener of listeners) listener(JSON.parse(line) as HostReport);
  });
  const ready = new Promise<void>((resolve) => {
    listeners.add((report) => report.kind === "spare" && resolve());
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  return {
    child,
    ready,
    claim: (claim) => void control.write(`${JSON.stringify(claim)}\n`),
    ping: () => void control.write(`${ping}\n`),
    onReport: (listener) => void listeners.add(listener),
  };
}

/** Ends a spare that nobody needs any more. */
export function endSpare(spare: Spare): void {
  if (spare.child.pid && spare.child.exitCode === null) killGroup(spare.child.pid);
}

const systemNames = [
  "PATH",
  "HOME",
  "TMPDIR",
  "TEMP",
  "TMP",
  "SystemRoot",
  "SYSTEMROOT",
  "ComSpec",
  "LANG",
  "LC_ALL",
  "TZ",
];

/** Of the machine's environment, what any program needs. Nothing else reaches a service: no secrets, no NODE_OPTIONS. */
export function systemEnvironment(): Record<string, string> {
  return Object.fromEntries(systemNames.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
