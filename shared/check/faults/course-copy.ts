import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import type { ServiceFault } from "./fault.ts";

const original = fileURLToPath(new URL("../fixtures/course", import.meta.url));

/** What stands for a learner's progress; a fault must leave it as it is. */
const progress = `${JSON.stringify({ version: 1, lessons: { greeting: { passed: true } } }, null, 2)}\n`;

/** A copy of the tiny course for one fault, with a progress file. Disposing it removes the folder. */
export interface CourseCopy extends Disposable {
  readonly folder: string;
  lesson(id: ServiceFault["lesson"]): Lesson;
}

/** Below the repository, so that packages resolve. */
export function copyCourse(root: string): CourseCopy {
  const folder = mkdtempSync(join(hoodFolder(root, "tests"), "fault-"));
  cpSync(original, folder, { recursive: true });
  mkdirSync(join(folder, ".hood"), { recursive: true });
  writeFileSync(join(folder, ".hood", "progress.json"), progress);
  return {
    folder,
    lesson(id) {
      const lesson = readCourse(folder).lessons.find((candidate) => candidate.id === id);
      if (!lesson) throw new Error(`The course of the faults has no lesson "${id}".`);
      return { ...lesson, env: { ...lesson.env, COURSE_FOLDER: folder } };
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
