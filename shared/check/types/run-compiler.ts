import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import type { CompilerRun } from "./read-type-errors.ts";

/** Characters of output that are read: far more than the errors that are shown. */
const outputLimit = 256 * 1024;

export interface CompilerOptions {
  /** The program, and arguments of its own that come first. */
  readonly program: readonly [file: string, ...words: string[]];
  readonly words: readonly string[];
  readonly folder: string;
  /** Beside this process's own environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Aborting ends it at once. */
  readonly signal: AbortSignal;
}

/**
 * Runs a compiler that gives way to everything else: low priority, one core. Its code is null when it was ended;
 * undefined when it could not be started.
 */
export function runCompiler({
  program,
  words,
  folder,
  env,
  signal,
}: CompilerOptions): Promise<CompilerRun | undefined> {
  return new Promise((resolve) => {
    const [file, ...first] = program;
    const child = spawn(file, [...first, ...words], {
      cwd: folder,
      // The native compiler is a Go program: this keeps it, and its memory's collector, on one core.
      env: { ...process.env, ...env, GOMAXPROCS: "1" },
      stdio: ["ignore", "pipe", "ignore"],
      windowsHide: true,
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (output.length < outputLimit) output += text;
    });
    const end = () => void child.kill("SIGKILL");
    const finish = (run: CompilerRun | undefined) => {
      signal.removeEventListener("abort", end);
      resolve(run);
    };
    child.once("error", () => finish(undefined));
    child.once("close", (code) => finish({ code, output }));
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
    if (child.pid !== undefined) giveWay(child.pid);
  });
}

/*
 * Not the lowest priority: on a machine with more work than cores it took 20 times as long as at the normal one (4.1 s,
 * 82 s), this one 5 times (19 s). Threads that it starts from now on inherit it: measured on Linux, all of them did.
 */
function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Over already, or not allowed here; then it is one core's work for a sixth of a second.
  }
}
