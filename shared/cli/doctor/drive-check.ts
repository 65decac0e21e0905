import { release } from "node:os";
import { words } from "../words/index.ts";
import { type Finding, note } from "./check.ts";

/** A course that lies on a Windows drive and is used from Linux within Windows. Nothing to say of any other. */
export function driveCheck(root: string, kernel = release()): Finding | undefined {
  const isWindowsDrive = /microsoft/i.test(kernel) && /^\/mnt\/[a-z](\/|$)/.test(root);
  return isWindowsDrive ? note(words.doctor.drive.windows(root), words.doctor.drive.move) : undefined;
}
