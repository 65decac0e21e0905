import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listenForSigns } from "../watch-source.ts";
import { words } from "../words/index.ts";
import { type Finding, type Machine, note, ok } from "./check.ts";

/** Milliseconds until the system counts as one that announces nothing. */
const deadline = 2_000;

/** Whether the system gives a sign when a file is saved, seen on a file of this run's own folder. */
export async function watchCheck({ run, platform }: Machine, listen = listenForSigns): Promise<Finding> {
  const say = words.doctor.watching;
  if (!run) return note(say.notTried);
  const folder = join(run.folder, "watched");
  mkdirSync(folder, { recursive: true });
  return (await signComes(folder, listen)) ? ok(say.announced) : note(say.polls, say.moreWatchers(platform));
}

function signComes(folder: string, listen: typeof listenForSigns): Promise<boolean> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => end(false), deadline);
    const save = () => writeFileSync(join(folder, "saved.ts"), "seen?\n");
    const stop = listen(folder, () => end(true), save);
    const end = (seen: boolean) => {
      clearTimeout(giveUp);
      stop();
      resolve(seen);
    };
  });
}
