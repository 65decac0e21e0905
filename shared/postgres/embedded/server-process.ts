import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { onLine } from "#shared/runs/on-line.ts";
import { killGroup, runMark } from "#shared/runs/process-tree.ts";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";

const run = promisify(execFile);

/** Milliseconds until a server that does not get ready is given up. */
const startDeadline = 30_000;
/** Milliseconds that a server may take to end before it is killed; one whose rows are kept writes them down first. */
const stopDeadline = { "throw-away": 3_000, kept: 10_000 } as const;

/** What the data is for: one run, or longer than anybody knows. */
export type DataLife = keyof typeof stopDeadline;

/* For data that nobody will miss: nothing is forced to the disk, and helpers that only long-lived servers need are off. */
const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "32MB",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  checkpoint_timeout: "1h",
  autovacuum: "off",
  jit: "off",
  io_method: "sync",
  max_parallel_workers: "0",
  max_logical_replication_workers: "0",
  scram_iterations: "1",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
};

/* For rows that somebody would miss: on the disk before a commit is answered; and few connections, of one person. */
const keptSettings = {
  ...settings,
  max_connections: "50",
  shared_buffers: "16MB",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  checkpoint_timeout: "5min",
  max_wal_size: "16MB",
  autovacuum: "on",
};

export interface ServerProcess {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a server on a data directory; rejects with the server's own last words when it does not get ready. */
export async function startServer(options: {
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly folder: string;
  readonly port: number;
  readonly life: DataLife;
  /** The run that it must not outlive; none for a server that is kept. */
  readonly runId?: string;
}): Promise<ServerProcess> {
  const chosen = options.life === "kept" ? keptSettings : settings;
  const flags = Object.entries({ ...chosen, port: String(options.port) }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  return process.platform === "win32" ? startThroughPgCtl(options, flags) : startDirectly(options, flags);
}

async function startDirectly(
  options: Parameters<typeof startServer>[0],
  flags: readonly string[],
): Promise<ServerProcess> {
  const { binaries, account, folder, life, runId } = options;
  const child = spawn(binaries.postgres, ["-D", join(folder, "data"), ...flags], {
    ...(account && { uid: account.uid, gid: account.gid }),
    cwd: folder,
    env: { ...process.env, [runMark]: runId, LC_ALL: "C", LANG: "C", TZ: "UTC" },
    stdio: ["ignore", "ignore", "pipe"],
    detached: true, // its own group: Ctrl-C in the terminal ends it through us, in order
  });
  await ready(child);
  return { pid: child.pid ?? 0, stop: () => stopDirectly(child, life) };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const giveUp = (why: string) => {
      clearTimeout(timer);
      if (child.pid) killGroup(child.pid);
      reject(new Error([why, ...said.slice(-5)].join("\n")));
    };
    const timer = setTimeout(() => giveUp(`PostgreSQL was not ready after ${startDeadline / 1000} s.`), startDeadline);
    child.once("error", (error) => giveUp(`PostgreSQL could not be started: ${error.message}`));
    child.once("exit", (code, signal) => giveUp(`PostgreSQL ended while starting (${signal ?? `exit code ${code}`}).`));
    if (!child.stderr) return;
    onLine(child.stderr, (line) => {
      if (said.push(line) > 50) said.shift();
      if (!line.includes("ready to accept connections")) return;
      clearTimeout(timer);
      child.removeAllListeners("exit");
      child.unref();
      resolve();
    });
  });
}

async function stopDirectly(child: ChildProcess, life: DataLife): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.ref();
  // Fast, which writes everything down, or immediate, when there is nothing worth it.
  child.kill(life === "kept" ? "SIGINT" : "SIGQUIT");
  const timer = setTimeout(() => child.pid && killGroup(child.pid), stopDeadline[life]);
  await ended;
  clearTimeout(timer);
}

/*
 * On Windows PostgreSQL refuses to run for an administrator, which continuous integration is; pg_ctl starts it with
 * the rights taken away. It returns when the server is ready.
 */
async function startThroughPgCtl(
  { binaries, folder, life }: Parameters<typeof startServer>[0],
  flags: readonly string[],
): Promise<ServerProcess> {
  const data = join(folder, "data");
  const quoted = flags.map((flag) => `"${flag}"`).join(" ");
  const control = (...words: string[]) => run(binaries.pg_ctl, [...words, "-D", data, "-w"], { windowsHide: true });
  await control("start", "-t", String(startDeadline / 1000), "-l", join(folder, "server.log"), "-o", quoted);
  const [pid] = (await readFile(join(data, "postmaster.pid"), "utf8")).split("\n");
  const mode = life === "kept" ? "fast" : "immediate";
  return { pid: Number(pid), stop: async () => void (await control("stop", "-m", mode).catch(() => undefined)) };
}
