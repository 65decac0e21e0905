import { type ChildProcess, spawn } from "node:child_process";
import { killGroup, runMark } from "#shared/runs/process-tree.ts";
import type { Run } from "#shared/runs/run.ts";

export interface StartedProgram extends AsyncDisposable {
  /** All that it has printed on both streams. */
  readonly output: string;
  /** Resolves when the condition holds for the output; also when the program ended, or after the deadline. */
  until(holds: (output: string) => boolean): Promise<void>;
  readonly hasEnded: boolean;
}

/** Milliseconds for a program to print what it has to. */
const deadlineMs = 15_000;

/** Starts a program of a lesson in a group of its own. Not marked as a service: checks beside it end those. */
export function startProgram(
  run: Run,
  words: readonly string[],
  options: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
): StartedProgram {
  const [program = "", ...rest] = words;
  const child: ChildProcess = spawn(program, rest, {
    cwd: options.folder,
    env: { ...options.env, [runMark]: run.id },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  let output = "";
  let hasEnded = false;
  const looks = new Set<() => void>();
  const news = () => {
    for (const look of [...looks]) look();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      news();
    });
  }
  const end = (why: string) => {
    if (hasEnded) return;
    output += why;
    hasEnded = true;
    news();
  };
  child.once("error", (error) => end(error.message));
  // Not "exit": what it printed last may come after it.
  child.once("close", () => end(""));
  return {
    get output() {
      return output;
    },
    get hasEnded() {
      return hasEnded;
    },
    until: (holds) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          looks.delete(look);
          resolve();
        };
        const look = () => {
          if (hasEnded || holds(output)) done();
        };
        const timer = setTimeout(done, deadlineMs);
        looks.add(look);
        look();
      }),
    async [Symbol.asyncDispose]() {
      if (child.pid && !hasEnded) killGroup(child.pid);
      if (!hasEnded) await new Promise<void>((resolve) => looks.add(resolve));
    },
  };
}
