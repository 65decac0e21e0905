import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { onLine } from "#shared/runs/on-line.ts";
import { repositoryRoot } from "../session.ts";

/* Only for tests: a copy of the tiny fixture course, and the real commands run on it. */

export interface FixtureCourse extends Disposable {
  readonly folder: string;
  /** Lays a lesson's solution over its folder, as a learner who has solved it. */
  solve(name: string): void;
}

/** A copy inside the repository, so that packages resolve; `name` becomes a part of its path. */
export function copyFixtureCourse(name = "course"): FixtureCourse {
  const folder = mkdtempSync(join(hoodFolder(repositoryRoot, "tests"), `${name}-`));
  cpSync(join(repositoryRoot, "shared/check/fixtures/course"), folder, { recursive: true });
  return {
    folder,
    solve: (lesson) =>
      cpSync(join(folder, "solutions", lesson, "src"), join(folder, "lessons", lesson, "src"), { recursive: true }),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface RunningCommand {
  readonly pid: number;
  /** All lines so far, of both streams. */
  readonly lines: readonly string[];
  /** Resolves with the first line, past or future, that matches; rejects after `waitMs` with what was printed. */
  waitFor(pattern: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
}

export interface StartOptions {
  /** What goes in front of the door: Node with flags, or a program that gives it a disk of its own. */
  readonly before?: readonly string[];
  /** Another copy's door to its commands; the repository's own when left out. */
  readonly door?: string;
  /** Milliseconds that it is waited for a line; 45 s when left out. */
  readonly waitMs?: number;
}

/** Starts a command as its npm script would. */
export function startCommand(
  command: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
  options: StartOptions = {},
): RunningCommand {
  const { before = [process.execPath], door = join(repositoryRoot, "shared/cli/hood.cjs"), waitMs = 45_000 } = options;
  const [program = "", ...flags] = before;
  const child = spawn(program, [...flags, door, command, ...words], {
    cwd: dirname(dirname(dirname(door))),
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, HOOD_POSTGRES: "embedded", NO_COLOR: "1", ...env },
  });
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    onLine(stream, (line) => {
      lines.push(line);
      for (const listener of [...listeners]) listener();
    });
  }
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, output: lines.join("\n") })),
  );
  return {
    pid: child.pid ?? 0,
    lines,
    ended,
    kill: (signal) => void child.kill(signal),
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const line = lines.find((candidate) => pattern.test(candidate));
          if (line === undefined) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve(line);
        };
        const timer = setTimeout(
          () => reject(new Error(`No line matched ${pattern} in:\n${lines.join("\n")}`)),
          waitMs,
        );
        listeners.add(look);
        look();
      }),
  };
}

/** Runs a command to its end. */
export function runToEnd(command: string, words: readonly string[], env?: NodeJS.ProcessEnv): RunningCommand["ended"] {
  return startCommand(command, words, env).ended;
}
