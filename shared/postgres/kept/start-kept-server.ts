import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { commandLine, killGroup } from "#shared/runs/process-tree.ts";
import type { ServerProcess } from "../embedded/server-process.ts";
import { startOnFreePort } from "../embedded/start-on-free-port.ts";
import { ensureData, foreignData, type KeptData, setAside } from "./kept-data.ts";

/** Milliseconds for a server whose keeper was killed to end. */
const endDeadline = 10_000;
const lookAgain = 50;

/** The machine's troubles, which say nothing about the data. */
const machineTroubles =
  /no space left|disk quota|cannot allocate|out of memory|permission denied|lock file|shared memory|could not bind/i;

export interface StartedKeptServer {
  readonly server: ServerProcess;
  readonly port: number;
  /** What the learner has to know of the data. */
  readonly notices: readonly string[];
}

/**
 * Starts a server on lasting data. Data that no server starts on is set aside, never deleted, and only when a server
 * does start on new data: otherwise the machine is at fault, and everything stays where it is.
 */
export async function startKeptServer(data: KeptData): Promise<StartedKeptServer> {
  await endForsakenServer(data);
  await ensureData(data);
  const why = foreignData(data) ?? (await tryStart(data));
  if (typeof why !== "string") return { ...why, notices: [] };
  const { aside, putBack } = setAside(data);
  try {
    await ensureData(data);
    const started = await startOnFreePort({ ...data, life: "kept" });
    return { ...started, notices: [`The rows that serve had kept cannot be used: ${why}`, asideNotice(aside)] };
  } catch (error) {
    putBack();
    throw error;
  }
}

const asideNotice = (aside: string) => `They were set aside in ${aside}, and new ones are begun.`;

async function tryStart(data: KeptData): Promise<Omit<StartedKeptServer, "notices"> | string> {
  try {
    return await startOnFreePort({ ...data, life: "kept" });
  } catch (error) {
    const { message } = error as Error;
    if (machineTroubles.test(message)) throw error;
    return message.trim();
  }
}

/*
 * Nobody else can start on the data while a server is there. One whose keeper was killed ends as on any other day; one
 * whose keeper lives belongs to another `serve`, which may be about to end.
 */
async function endForsakenServer({ folder, keeperFile }: KeptData): Promise<void> {
  const data = join(folder, "data");
  const pidFile = join(data, "postmaster.pid");
  const pid = readPid(pidFile);
  if (pid === undefined) return;
  const isThere = async () => (await commandLine(pid)).includes(data);
  // After a power cut the number may be another program's, and PostgreSQL would take that one for a server.
  if (!(await isThere())) return rmSync(pidFile, { force: true });
  if (!(await isKeeper(readPid(keeperFile)))) killGroup(pid, "SIGINT");
  const giveUp = performance.now() + endDeadline;
  while (await isThere()) {
    if (performance.now() > giveUp) throw new Error(`another server uses ${folder} (process ${pid}): end that one`);
    await wait(lookAgain);
  }
}

const isKeeper = async (pid: number | undefined) => pid !== undefined && (await commandLine(pid)).includes("keeper.ts");

/** The number in the first line of a file, when there is such a file. */
function readPid(file: string): number | undefined {
  try {
    return Number(readFileSync(file, "utf8").split("\n")[0]);
  } catch {
    return undefined;
  }
}
