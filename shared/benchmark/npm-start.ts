import { type ChildProcess, spawn } from "node:child_process";
import { onLine } from "#shared/runs/on-line.ts";
import { killGroup, runMark } from "#shared/runs/process-tree.ts";
import type { Bench } from "./bench.ts";
import { within } from "./waiting.ts";

/** Milliseconds for a first verdict; a container on a busy machine needs most of them. */
const startLimit = 120_000;
/** Milliseconds to end in good order. */
const stopLimit = 15_000;

export interface NpmStart extends AsyncDisposable {
  readonly pid: number;
  /** Milliseconds from the start of npm until it printed such a line. Rejects when it ends before. */
  until(line: RegExp): Promise<number>;
}

/** Runs `npm start` in a folder, as somebody types it. `postgres` forces a rung of the ladder. */
export function npmStart(
  bench: Pick<Bench, "run" | "signal">,
  { folder, postgres }: { readonly folder: string; readonly postgres: string },
): NpmStart {
  const startedAt = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32", // npm is a .cmd there
    detached: process.platform !== "win32",
    env: { ...outsideNpm(process.env), HOOD_POSTGRES: postgres, [runMark]: bench.run.id },
  });
  const lines: { readonly text: string; readonly at: number }[] = [];
  const looks = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    onLine(stream, (text) => {
      lines.push({ text, at: performance.now() - startedAt });
      for (const look of looks) look();
    });
  }
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("exit", () => resolve());
  });
  return {
    pid: child.pid ?? 0,
    until(pattern) {
      const seen = new Promise<number>((resolve, reject) => {
        const look = () => {
          const line = lines.find(({ text }) => pattern.test(text));
          if (line) resolve(line.at);
        };
        looks.add(look);
        look();
        const last = () =>
          lines
            .slice(-5)
            .map(({ text }) => text)
            .join("\n");
        void ended.then(() => reject(new Error(`npm start ended by itself; its last lines:\n${last()}`)));
      });
      return within(seen, {
        deadlineMs: startLimit,
        what: `npm start (HOOD_POSTGRES=${postgres})`,
        signal: bench.signal,
      });
    },
    [Symbol.asyncDispose]: () => stop(child, ended),
  };
}

/* Ctrl-C in a terminal reaches every process of the group; so does this. */
async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (!child.pid) return;
  const { pid } = child;
  killGroup(pid, "SIGINT");
  const timer = setTimeout(() => killGroup(pid), stopLimit);
  await ended;
  clearTimeout(timer);
  // npm may be gone before the command that it runs.
  killGroup(pid);
}

/** What npm tells the scripts it runs would make a second npm believe that it belongs to the first one's folder. */
function outsideNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(npm_|INIT_CWD$|DATABASE_URL$)/i.test(name)));
}
