import type { Lesson } from "#shared/lessons/course.ts";
import { starterFiles } from "#shared/progress/reset-lesson.ts";
import { UsageError } from "./command.ts";
import { words } from "./words/index.ts";

/** The file of a lesson's starter whose path ends as asked: `card-routes.ts`, `src/app.ts`, or from `lessons/` on. */
export function findStarterFile(lesson: Lesson, asked: string): string {
  const files = starterFiles(lesson);
  const end = asked
    .trim()
    .replaceAll("\\", "/")
    .replace(/^(\.?\/)+/, "");
  const path = (file: string) => `/lessons/${lesson.name}/${file}`;
  const whole = files.filter((file) => end !== "" && path(file).endsWith(`/${end}`));
  const found = whole.length > 0 ? whole : files.filter((file) => end !== "" && path(file).endsWith(end));
  const [only] = found;
  if (only === undefined) throw new UsageError(words.reset.noFile(asked, lesson.name, files));
  if (found.length > 1) throw new UsageError(words.reset.manyFiles(asked, found));
  return only;
}
