import { rmSync } from "node:fs";
import { join } from "node:path";
import { restoreCourse } from "../course-guard/restore-course.ts";
import type { Verdict } from "../verdict.ts";
import { wordsOf } from "./judge-fault.ts";

/** What a refusal names: the command that puts the files back. */
const command = "npm run reset -- --course-files";

/**
 * After a fault that changed course files: the next check must refuse, and then the files are put back as the command
 * does it. Returns what did not hold, a sentence each. What the command keeps in `.hood/backups` is removed.
 */
export async function putBackCourse(course: string, checkNext: () => Promise<Verdict>): Promise<string[]> {
  const next = await checkNext();
  const refused = next.outcome === "could-not-run" && wordsOf(next).includes(command);
  const { files } = restoreCourse(course);
  rmSync(join(course, ".hood", "backups"), { recursive: true, force: true });
  return [
    ...(refused ? [] : [`the check after it should refuse to run and name ${command}, and is ${next.outcome}`]),
    ...(files.length > 0 ? [] : [`${command} had nothing to put back`]),
  ];
}
