import { connect, type Socket } from "node:net";
import type { Target } from "./socket-pair.ts";

/** Passes a CancelRequest on. The server answers by closing, and so do we: libpq waits for that. Returns the second socket. */
export function forwardCancel(service: Socket, packet: Buffer, target: Target): Socket {
  const server = connect({ ...target, noDelay: true });
  server.on("error", () => {}); // "close" follows; a cancel is a request nobody promises to hear.
  server.on("close", () => service.destroySoon());
  service.on("close", () => server.destroySoon());
  service.resume();
  server.resume();
  server.write(packet);
  return server;
}
