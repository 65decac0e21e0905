import { release } from "node:os";
import { isPlainPath } from "../plain-path.ts";
import { words } from "../words/index.ts";
import { type Finding, note, problem } from "./check.ts";

/** A place from which no test can be loaded, or a Windows drive used from Linux within Windows. Nothing to say of others. */
export function driveCheck(root: string, kernel = release()): Finding | undefined {
  if (!isPlainPath(root)) return problem(words.systemErrors.oddPath(root), words.systemErrors.renameFolder);
  const isWindowsDrive = /microsoft/i.test(kernel) && /^\/mnt\/[a-z](\/|$)/.test(root);
  return isWindowsDrive ? note(words.doctor.drive.windows(root), words.doctor.drive.move) : undefined;
}
