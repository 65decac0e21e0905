import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { onLine } from "#shared/runs/on-line.ts";
import type { KeeperAnswer } from "./keeper-answer.ts";
import { keeperAddress } from "./kept-place.ts";

const keeperFile = fileURLToPath(new URL("./keeper.ts", import.meta.url));

/** A keeper may end, for want of users, between the look for it and the call. */
const attempts = 5;

/** The use of a lasting server. */
export interface KeptServer {
  readonly port: number;
  readonly notices: readonly string[];
  /** Resolves when the server was stopped, or when others still use it. */
  leave(): Promise<void>;
}

/** Uses the lasting server of a course folder, starting it when nobody does so yet. Throws with the reason. */
export async function callKeeper(root: string, home: string): Promise<KeptServer> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const socket = await call(home);
    const answer = socket && (await hear(socket));
    if (!answer) {
      await startKeeper(root, home);
      continue;
    }
    if (!("problem" in answer)) return { ...answer, leave: () => leave(socket) };
    await leave(socket);
    throw new Error(answer.problem);
  }
  throw new Error("the process that keeps it ends as soon as it is started");
}

async function call(home: string): Promise<Socket | undefined> {
  const socket = connect(keeperAddress(home));
  try {
    await once(socket, "connect");
  } catch {
    return undefined;
  }
  socket.on("error", () => undefined); // followed by a close
  return socket;
}

/* In a group of its own, because it outlives this process when somebody else uses the server. */
async function startKeeper(root: string, home: string): Promise<void> {
  const child = spawn(process.execPath, [keeperFile, root, home], {
    stdio: ["ignore", "pipe", "ignore"],
    detached: true,
    windowsHide: true,
  });
  await new Promise<void>((resolve) => {
    child.stdout.once("data", () => resolve());
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  child.stdout.destroy();
  child.unref();
}

function hear(socket: Socket): Promise<KeeperAnswer | undefined> {
  return new Promise((resolve) => {
    onLine(socket, (line) => resolve(JSON.parse(line) as KeeperAnswer));
    socket.once("close", () => resolve(undefined));
  });
}

async function leave(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  const closed = once(socket, "close");
  socket.end();
  await closed;
}
