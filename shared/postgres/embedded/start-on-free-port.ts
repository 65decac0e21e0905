import { freePort } from "../free-port.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

/** Two programs may look for a port at the same moment; the slower one looks again. */
const portAttempts = 5;

/** Starts a server on a port that nobody uses; rejects with the server's own last words when it does not get ready. */
export async function startOnFreePort(
  options: Omit<Parameters<typeof startServer>[0], "port">,
): Promise<{ server: ServerProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { server: await startServer({ ...options, port }), port };
    } catch (error) {
      if (attempt === portAttempts || !/could not bind|Address already in use/i.test(String(error))) throw error;
    }
  }
}
