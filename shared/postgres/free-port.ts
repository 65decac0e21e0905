import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/*
 * Below the range from which every common system takes the ports of outgoing connections (32768 on Linux, 49152 on
 * macOS and Windows), so that nobody's connection sits on the port between this look and its use.
 */
const first = 20_000;
const last = 29_999;

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(first, last + 1);
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port found between ${first} and ${last} on 127.0.0.1: close programs that listen there.`);
}

/** Whether nobody listens on this port of 127.0.0.1 at this moment. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}
