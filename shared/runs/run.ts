import { randomBytes } from "node:crypto";
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { announceRun, forgetRun, isRunAlive } from "./alive.ts";
import { hoodFolder } from "./hood-folder.ts";
import { commandLine, killGroup, killStrays, markedProcesses } from "./process-tree.ts";

/** What a run has started or made outside its own folder, written down before it exists for anybody else. */
export type Started = { process: number; proof: string } | { folder: string };

/** One use of a command. Everything it starts is written down, so that the next run can end what a killed one left. */
export interface Run extends AsyncDisposable {
  /** 12 hexadecimal digits. */
  readonly id: string;
  /** `.hood/runs/<id>`, removed at the end. */
  readonly folder: string;
  /** Notes something that must not outlive this run. */
  note(started: Started): void;
}

const listName = "started.jsonl";

/** Opens a run in a repository, after ending whatever killed runs left behind there. */
export async function openRun(root: string): Promise<Run> {
  await sweepDeadRuns(root);
  const id = randomBytes(6).toString("hex");
  const alive = await announceRun(id);
  const folder = hoodFolder(root, "runs", id);
  writeFileSync(join(folder, "owner"), String(process.pid)); // for people who look into the folder
  return {
    id,
    folder,
    note: (started) => noteStarted(folder, started),
    async [Symbol.asyncDispose]() {
      await endEverything(id, folder);
      await new Promise((resolve) => alive.close(resolve));
      forgetRun(id);
    },
  };
}

/** For a run's other processes, which know its folder only. */
export function noteStarted(runFolder: string, started: Started): void {
  appendFileSync(join(runFolder, listName), `${JSON.stringify(started)}\n`);
}

/** Ends what dead runs left in this repository; returns how many runs there were. */
export async function sweepDeadRuns(root: string): Promise<number> {
  const runs = hoodFolder(root, "runs");
  let swept = 0;
  for (const id of readdirSync(runs)) {
    if (!/^[0-9a-f]{12}$/.test(id) || (await isRunAlive(id))) continue;
    await endEverything(id, join(runs, id));
    forgetRun(id);
    swept += 1;
  }
  return swept;
}

async function endEverything(id: string, folder: string): Promise<void> {
  const started = readStarted(folder);
  for (const thing of started) {
    // The proof guards against an id that the system has given to somebody else since.
    if ("process" in thing && (await commandLine(thing.process)).includes(thing.proof)) killGroup(thing.process);
  }
  await killStrays(id);
  for (const pid of await markedProcesses(id)) if (pid !== process.pid) killGroup(pid);
  for (const thing of started) if ("folder" in thing) removeFolder(thing.folder);
  removeFolder(folder);
}

function readStarted(folder: string): Started[] {
  let text: string;
  try {
    text = readFileSync(join(folder, listName), "utf8");
  } catch {
    return [];
  }
  return text.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line) as Started];
    } catch {
      return []; // the last line of a run that was killed while writing
    }
  });
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
