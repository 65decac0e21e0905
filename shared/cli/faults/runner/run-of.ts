import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { commandLine, markedProcesses, serviceMark } from "#shared/runs/process-tree.ts";
import type { Started } from "#shared/runs/run.ts";
import { must, mustSoon } from "./must.ts";

/** Milliseconds after its end until nothing of a command may be left, however it ended. */
const leaveWithin = 10_000;

/** One use of a command, seen from outside: what it has written down to be ended with it. */
export interface OpenedRun {
  readonly id: string;
  /** The process of the command. */
  readonly owner: number;
  /** The embedded servers that it has started. */
  servers(): number[];
  /** Notes what it has started by now; where it is killed next, its own list may be gone before anybody reads it. */
  noteStarted(): void;
  /** Waits until no process, folder or server of it is left; throws what is left after ten seconds. */
  leavesNothing(): Promise<void>;
}

/** The run of a command on this course; it must be running. By its command line, since npm and shells start others. */
export async function runOf(root: string, courseFolder: string): Promise<OpenedRun> {
  let found: { id: string; owner: number } | undefined;
  await mustSoon(20_000, async () => {
    found = await findRun(root, courseFolder);
    return found ? undefined : `no command on ${courseFolder} has opened a run`;
  });
  must(found !== undefined, "no run");
  const { id, owner } = found;
  const folder = hoodFolder(root, "runs", id);
  const listed = () => startedBy(folder);
  let started = listed();
  const noteStarted = () => {
    started = [...started, ...listed()];
  };
  return {
    id,
    owner,
    servers: () =>
      listed().flatMap((thing) => ("process" in thing && thing.proof.includes("hood-") ? [thing.process] : [])),
    noteStarted,
    async leavesNothing() {
      noteStarted();
      await mustSoon(leaveWithin, async () => {
        const processes = [...(await markedProcesses(id)), ...(await markedProcesses(serviceMark(id)))];
        if (processes.length > 0) return `processes of the run are left: ${processes.join(", ")}`;
        for (const thing of started) {
          if ("folder" in thing && existsSync(thing.folder)) return `the folder ${thing.folder} is left`;
          if ("process" in thing && (await commandLine(thing.process)).includes(thing.proof))
            return `the process ${thing.process} is left (${thing.proof})`;
        }
        return existsSync(folder) ? `the run's folder is left: ${folder}` : undefined;
      });
    },
  };
}

async function findRun(root: string, courseFolder: string): Promise<{ id: string; owner: number } | undefined> {
  const runs = hoodFolder(root, "runs");
  for (const id of readdirSync(runs)) {
    const owner = Number(readOrNothing(join(runs, id, "owner")));
    if (owner > 0 && (await commandLine(owner)).includes(courseFolder)) return { id, owner };
  }
  return undefined;
}

function startedBy(runFolder: string): Started[] {
  return readOrNothing(join(runFolder, "started.jsonl"))
    .split("\n")
    .filter((line) => line.endsWith("}"))
    .map((line) => JSON.parse(line) as Started);
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // not written yet, or removed with its run
  }
}
