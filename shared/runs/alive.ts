import { rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/*
 * A run is alive as long as somebody accepts connections at its address. A process id would not prove that: ids are
 * used again, and after a power cut the file that names one is still there. A socket ends with its process.
 */
function address(runId: string): string {
  return process.platform === "win32" ? `\\\\.\\pipe\\hood-${runId}` : join(tmpdir(), `hood-${runId}.sock`);
}

/** Makes this run provably alive until the returned server is closed or the process ends. */
export async function announceRun(runId: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address(runId), resolve);
  });
  return server.unref();
}

/** True when the process that announced this run still exists. */
export function isRunAlive(runId: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address(runId));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** Removes the address that a killed run left behind. */
export function forgetRun(runId: string): void {
  if (process.platform !== "win32") rmSync(address(runId), { force: true });
}
