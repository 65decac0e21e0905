import { accessSync, constants, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { explainSystemError } from "../explain-system-error.ts";
import { words } from "../words/index.ts";
import { type Finding, ok, problem } from "./check.ts";

/** Whether the course can write in `.hood`, and the learner in the lessons. */
export function writeCheck(root: string, tryToWrite = writeSomething): Finding {
  try {
    tryToWrite(root);
    return ok(words.doctor.write.allowed);
  } catch (error) {
    const known = explainSystemError(error, root);
    return problem(known?.found ?? String(error), known?.mend ?? words.doctor.write.lookAt(root));
  }
}

function writeSomething(root: string): void {
  const lessons = join(root, "lessons");
  const folders = readdirSync(lessons, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const folder of [hoodFolder(root), lessons, ...folders.map(({ name }) => join(lessons, name))]) {
    accessSync(folder, constants.W_OK);
  }
  // Windows grants access and then refuses to write; a full drive does the same everywhere.
  const file = join(hoodFolder(root), `doctor-${process.pid}`);
  try {
    writeFileSync(file, "can this be written?\n");
  } finally {
    rmSync(file, { force: true });
  }
}
