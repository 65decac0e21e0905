import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { announceRun, forgetRun } from "./alive.ts";
import { callUndertaker, type Undertaker } from "./call-undertaker.ts";
import { sweepDeadRuns } from "./dead-runs.ts";
import { endRun } from "./end-run.ts";
import { hoodFolder } from "./hood-folder.ts";
import { noteStarted, type Started } from "./started.ts";

export { noteStarted, type Started } from "./started.ts";

/** Milliseconds until the undertaker is called: the command's own work comes first, and some commands end before. */
const undertakerDelay = 50;

/** One use of a command. Everything it starts is written down, so that others can end what a killed one left. */
export interface Run extends AsyncDisposable {
  /** 12 hexadecimal digits. */
  readonly id: string;
  /** `.hood/runs/<id>`, removed at the end. */
  readonly folder: string;
  /** Notes something that must not outlive this run. */
  note(started: Started): void;
}

/** Opens a run in a repository, after ending whatever killed runs left behind there. */
export async function openRun(root: string): Promise<Run> {
  await sweepDeadRuns(root);
  const id = randomBytes(6).toString("hex");
  const alive = await announceRun(id);
  const folder = hoodFolder(root, "runs", id);
  writeFileSync(join(folder, "owner"), String(process.pid)); // for people who look into the folder
  let undertaker: Undertaker | undefined;
  const call = setTimeout(() => {
    undertaker = callUndertaker({ id, folder });
  }, undertakerDelay).unref();
  return {
    id,
    folder,
    note: (started) => noteStarted(folder, started),
    async [Symbol.asyncDispose]() {
      await endRun(id, folder);
      await new Promise((resolve) => alive.close(resolve));
      forgetRun(id);
      clearTimeout(call);
      undertaker?.dismiss();
    },
  };
}
