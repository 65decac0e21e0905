import { readdirSync, rmSync, statSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { socketFolder } from "./socket-folder.ts";

/*
 * A run is alive as long as somebody accepts connections at its address. A process id would not prove that: ids are
 * used again, and after a power cut the file that names one is still there. A socket ends with its process.
 */
function address(runId: string): string {
  return process.platform === "win32" ? `\\\\.\\pipe\\hood-${runId}` : join(socketFolder(), `hood-${runId}.sock`);
}

/** What the system says of an address at which nobody listens. Anything else, such as "not allowed", proves nothing. */
const deadCodes = ["ENOENT", "ENOTDIR", "ECONNREFUSED", "ENOTSOCK"];

/** Milliseconds in which an address may be there and nobody listens yet. */
const beginning = 10_000;

/** Makes this run provably alive until the returned server is closed or the process ends. */
export async function announceRun(runId: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address(runId), resolve);
  });
  return server.unref();
}

/** False when the process that announced this run provably does not exist any more. */
export function isRunAlive(runId: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address(runId));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(!deadCodes.includes(error.code ?? "")));
  });
}

/**
 * Runs whose address is there and dead: killed ones of any copy of the course, also where the folder of the run is gone.
 * None on Windows, where an address ends with its process.
 */
export async function runsWithDeadAddress(): Promise<string[]> {
  if (process.platform === "win32") return [];
  const ids = listSockets().flatMap((name) => /^hood-([0-9a-f]{12})\.sock$/.exec(name)?.[1] ?? []);
  const dead: string[] = [];
  for (const id of ids) if (isSettled(address(id)) && !(await isRunAlive(id))) dead.push(id);
  return dead;
}

function listSockets(): string[] {
  try {
    return readdirSync(socketFolder());
  } catch {
    return []; // a folder that may be written, and not listed
  }
}

function isSettled(file: string): boolean {
  const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
  return Date.now() - mtimeMs > beginning;
}

/** Removes the address that a killed run left behind. */
export function forgetRun(runId: string): void {
  if (process.platform === "win32") return;
  try {
    rmSync(address(runId), { force: true });
  } catch {
    // Another account's: that one removes it.
  }
}
