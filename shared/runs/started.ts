import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What a run has started or made outside its own folder, written down before it exists for anybody else. `proof`: a
 * piece of the process's command line that no other process has. `kind`: `service`, a learner's or a spare that waits to
 * become one, ends with the process that runs the tests; `server`, PostgreSQL, is asked to end before it is killed.
 */
export type Started =
  | { readonly process: number; readonly proof: string; readonly kind?: "service" | "server" }
  | { readonly folder: string };

export type StartedProcess = Extract<Started, { process: number }>;

const listName = "started.jsonl";

/** For a run's other processes, which know its folder only. */
export function noteStarted(runFolder: string, started: Started): void {
  appendFileSync(join(runFolder, listName), `${JSON.stringify(started)}\n`);
}

/** What a run has noted so far; nothing when its folder is gone. */
export function readStarted(runFolder: string): Started[] {
  let text: string;
  try {
    text = readFileSync(join(runFolder, listName), "utf8");
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
