import { statSync } from "node:fs";
import { join } from "node:path";
import { words } from "../words/index.ts";
import { type Finding, note, ok } from "./check.ts";

/** The course is not older than this. */
const firstYear = 2026;
/** Milliseconds by which a drive's clock may be ahead of this machine's; network drives have their own. */
const tolerance = 60_000;

/** Whether the clock can be right: no year before the course was written, no file of it from the future. */
export function clockCheck(root: string, platform: NodeJS.Platform, now = new Date()): Finding {
  const say = words.doctor.clock;
  if (now.getFullYear() < firstYear) return note(say.past(now.getFullYear()), say.set(platform));
  const future = ["package.json", "package-lock.json", "lessons", "node_modules"]
    .map((name) => ({ name, time: statSync(join(root, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .find(({ time }) => time > now.getTime() + tolerance);
  return future ? note(say.future(future.name), say.set(platform)) : ok(say.right(now));
}
