import { rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { commandLines, killGroup, killStrays, markedProcesses, serviceMark } from "./process-tree.ts";
import { memoryPlace, temporaryPlace } from "./run-places.ts";
import { readStarted, type StartedProcess } from "./started.ts";

/** Milliseconds in which a PostgreSQL that was asked to end does so, with the memory it shares; else it is killed. */
const serverGrace = 2_000;
/** Milliseconds after which a process that does not end even when killed is left to the next run. */
const giveUpAfter = 8_000;
const lookAgain = 20;

/**
 * Ends every process of a run, then removes its folders. Never throws for something that cannot be ended or removed (on
 * Windows a folder in use): it stays for the next run.
 */
export async function endRun(id: string, folder: string): Promise<void> {
  const started = readStarted(folder); // before the list goes with its folder
  await endProcesses(id, folder);
  for (const thing of started) if ("folder" in thing) removeFolder(thing.folder);
  for (const place of [memoryPlace(id), temporaryPlace(id), folder]) removeFolder(place);
}

/** Ends the services and spares that a run has noted so far, and what they have started. */
export async function endServices(id: string, folder: string): Promise<void> {
  const services = noted(folder).filter(({ kind }) => kind === "service");
  for (const { process: pid } of await stillThere(services)) killGroup(pid);
  await killStrays(id);
}

/* Again and again until nothing is found: whoever is ended may have started something a moment before. */
async function endProcesses(id: string, folder: string): Promise<void> {
  const begun = performance.now();
  const isOver = (limit: number) => performance.now() - begun > limit;
  const asked = new Set<number>();
  while (!isOver(giveUpAfter)) {
    const known = await stillThere(noted(folder));
    const servers = new Set(known.filter(({ kind }) => kind === "server").map(({ process: pid }) => pid));
    const marked = await markedProcesses(id, serviceMark(id));
    const found = new Set([...known.map(({ process: pid }) => pid), ...marked]);
    found.delete(process.pid);
    if (found.size === 0) return;
    for (const pid of found) {
      if (!servers.has(pid) || process.platform === "win32" || isOver(serverGrace)) killGroup(pid);
      else if (!asked.has(pid)) killGroup(pid, "SIGQUIT"); // killed, it would leave its sessions and shared memory
      asked.add(pid);
    }
    await wait(lookAgain);
  }
}

const noted = (folder: string): StartedProcess[] =>
  readStarted(folder).filter((thing): thing is StartedProcess => "process" in thing);

/* The proof guards against an id that the system has given to somebody else since. */
async function stillThere(processes: readonly StartedProcess[]): Promise<StartedProcess[]> {
  const lines = await commandLines(processes.map(({ process: pid }) => pid));
  return processes.filter(({ process: pid, proof }) => lines.get(pid)?.includes(proof));
}

function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // In use, or somebody else's: no reason to stop a command. The next run tries again.
  }
}
