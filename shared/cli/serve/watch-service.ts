import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import type { Socket } from "node:net";
import { onLine } from "#shared/runs/on-line.ts";
import { killGroup } from "#shared/runs/process-tree.ts";
import type { ServiceEnd } from "./tsx-companion.ts";

const companion = new URL("./tsx-companion.ts", import.meta.url).href;

/**
 * Runs the service in a folder under `tsx watch`, which starts it again whenever a file that it imports is saved, until
 * `stop` aborts. Rejects when tsx itself cannot be started.
 */
export async function watchService(options: {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Flags for the Node that runs the service. */
  readonly flags: readonly string[];
  readonly stop: AbortSignal;
  /** Called when the service has ended by itself; the next save starts it again. */
  readonly onEnd: (end: ServiceEnd) => void;
}): Promise<void> {
  const { folder, env, flags, stop, onEnd } = options;
  if (stop.aborted) return;
  const tsx = createRequire(import.meta.url).resolve("tsx/cli");
  const words = ["--import", companion, tsx, "watch", "--clear-screen=false", ...flags, "src/server.ts"];
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env,
    stdio: ["ignore", "inherit", "inherit", "pipe"],
    detached: process.platform !== "win32", // its own group, so that it can be ended with all its children
  });
  const control = child.stdio[3] as Socket;
  control.on("error", () => undefined); // it ended: its exit says so
  onLine(control, (line) => onEnd(JSON.parse(line) as ServiceEnd));
  const end = () => void (child.pid && killGroup(child.pid, "SIGTERM"));
  stop.addEventListener("abort", end);
  await once(child, "exit");
  if (child.pid) killGroup(child.pid); // what the service has started and left
  control.destroy();
}
