import { connect, createServer } from "node:net";
import { words } from "../words/index.ts";
import { type Finding, ok, problem } from "./check.ts";

/** Whether a program may listen on this machine's own address, and another reach it there. */
export async function portCheck(platform: NodeJS.Platform, tryPort = listenAndConnect): Promise<Finding> {
  const say = words.doctor.ports;
  try {
    await tryPort();
    return ok(say.usable);
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return problem(say.unusable(code), code === "EADDRNOTAVAIL" ? say.bringUp(platform) : say.allow);
  }
}

async function listenAndConnect(): Promise<void> {
  await using server = createServer((socket) => socket.end());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await new Promise<void>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve();
    });
    socket.once("error", reject);
  });
}
