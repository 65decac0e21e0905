import { words } from "../words/index.ts";
import { type Finding, note, ok, problem } from "./check.ts";

const megabyte = 1024 * 1024;

/** Less than PostgreSQL and four spare services take. */
const need = 300 * megabyte;
/** What watch mode takes at its most (README, "How fast"), and something for an editor. */
const comfortable = 1024 * megabyte;

/** Memory that programs can still have. */
export function memoryCheck(platform: NodeJS.Platform, available = process.availableMemory()): Finding {
  const say = words.doctor.memory;
  const free = Math.floor(available / megabyte);
  // macOS counts as used what it would give back at once.
  if (platform === "darwin") return ok(say.free(free));
  if (available < need) return problem(say.full(free, need / megabyte), say.closePrograms);
  return available < comfortable ? note(say.tight(free), say.closePrograms) : ok(say.free(free));
}
