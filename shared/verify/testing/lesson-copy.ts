import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { hoodFolder } from "#shared/runs/hood-folder.ts";

/* Only for tests: a copy of lesson 01, which is whole, to be broken in one place. */

export const repositoryRoot = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[\\/]$/, "");
const name = "01-open-for-business";

export interface LessonCopy extends Disposable {
  /** Paths are relative to the copy: `lessons/README.md`, `solutions/src/app.ts`. */
  edit(file: string, change: (text: string) => string): void;
  write(file: string, text: string): void;
  remove(file: string): void;
  /** As it is on the disk now. */
  lesson(): Lesson;
}

export function copyLesson(): LessonCopy {
  const folder = mkdtempSync(join(hoodFolder(repositoryRoot, "tests"), "lesson-"));
  for (const half of ["lessons", "solutions"])
    cpSync(join(repositoryRoot, half, name), join(folder, half, name), { recursive: true });
  // The copy is proved as an author has it, whatever a learner has written into the lesson meanwhile.
  cpSync(join(folder, "solutions", name, "starter/src"), join(folder, "lessons", name, "src"), { recursive: true });
  cpSync(join(repositoryRoot, "lessons/course.yaml"), join(folder, "lessons/course.yaml"));
  const path = (file: string) => join(folder, file.replace(/^(lessons|solutions)\//, `$1/${name}/`));
  return {
    edit(file, change) {
      const text = readFileSync(path(file), "utf8");
      const changed = change(text);
      if (changed === text) throw new Error(`${file}: nothing was changed`);
      writeFileSync(path(file), changed);
    },
    write(file, text) {
      mkdirSync(dirname(path(file)), { recursive: true });
      writeFileSync(path(file), text);
    },
    remove: (file) => rmSync(path(file), { recursive: true }),
    lesson: () => readCourse(folder).lessons[0] as Lesson,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
