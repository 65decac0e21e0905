/*
 * Keeps the lasting server of one course folder: starts it for the first `serve`, lets others share it, and stops it
 * when the last one is gone, however that one ended. A connection to the keeper's address is a use of the server, and
 * the system closes it with its process. Arguments: the repository, and the folder of what `serve` keeps.
 */
import { rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { unprivilegedAccount } from "../embedded/account.ts";
import { findBinaries } from "../embedded/binaries.ts";
import type { KeeperAnswer } from "./keeper-answer.ts";
import { keeperAddress, keptDataFolder } from "./kept-place.ts";
import { type StartedKeptServer, startKeptServer } from "./start-kept-server.ts";

/** Milliseconds until a keeper whom nobody has called ends: whoever started it was killed meanwhile. */
const firstCallDeadline = 10_000;

/** PostgreSQL's SSLRequest: length, and a number that stands for no version. */
const encryptionRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

const [root = "", home = ""] = process.argv.slice(2);
const address = keeperAddress(home);
const keeperFile = join(home, "keeper");

// Ctrl-C in the terminal is for `serve`, which closes its connection in order.
for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);
process.on("SIGTERM", () => void end());

const users = new Set<Socket>();
let started: Promise<StartedKeptServer> | undefined;
const listener = createServer({ allowHalfOpen: true }, (socket) => void welcome(socket));
const lonely = setTimeout(() => void end(), firstCallDeadline);

listener.once("error", replaceDead).once("listening", begin);
listener.listen(address);

function begin(): void {
  started = start();
  started.catch(() => undefined); // told to everybody who calls
  process.stdout.write("listening\n");
}

async function start(): Promise<StartedKeptServer> {
  const account = unprivilegedAccount();
  const binaries = await findBinaries(account);
  const server = await startKeptServer({ root, folder: keptDataFolder(home, account), binaries, account, keeperFile });
  writeFileSync(keeperFile, `${process.pid}\n`);
  return server;
}

/* The address is taken: by a keeper that was faster, or by the socket file of one that was killed. */
function replaceDead(): void {
  const probe = connect(address);
  probe.once("connect", () => process.exit(0));
  probe.once("error", () => {
    rmSync(address, { force: true });
    listener.once("error", () => process.exit(0));
    listener.listen(address);
  });
}

async function welcome(socket: Socket): Promise<void> {
  clearTimeout(lonely);
  users.add(socket);
  const leave = () => void goodbye(socket);
  socket.once("end", leave).once("close", leave).on("error", leave).resume();
  const told = await answer();
  // The server was killed under us. Without an answer the caller starts a new keeper.
  if ("port" in told && !(await isServing(told.port))) return end();
  socket.write(`${JSON.stringify(told)}\n`);
}

/*
 * Asked for encryption, a server answers with one letter. To be let in is no proof: a killed server's children hold its
 * port for a moment.
 */
function isServing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, "127.0.0.1", () => probe.write(encryptionRequest));
    probe.once("data", () => {
      resolve(true);
      probe.destroy();
    });
    probe.once("error", () => resolve(false)).once("close", () => resolve(false));
  });
}

async function answer(): Promise<KeeperAnswer> {
  try {
    const { port, notices } = (await started) ?? { port: 0, notices: [] };
    return { port, notices };
  } catch (error) {
    return { problem: (error as Error).message.trim() };
  }
}

async function goodbye(socket: Socket): Promise<void> {
  if (!users.delete(socket)) return;
  if (users.size === 0) await end();
  socket.destroy(); // only now does the other side know that the server is stopped
}

async function end(): Promise<void> {
  listener.close();
  await (await started?.catch(() => undefined))?.server.stop();
  rmSync(keeperFile, { force: true });
  setImmediate(() => process.exit(0));
}
