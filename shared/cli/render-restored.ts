import type { Restored } from "#shared/check/course-guard/restore-course.ts";
import { displayPath } from "./display-path.ts";
import { bold, green } from "./terminal/style.ts";
import { columns, wrap } from "./terminal/wrap.ts";
import { words } from "./words/index.ts";

/** What was done with course files that had changed while tests ran. */
export function renderRestored({ files, backups }: Restored, width = columns()): string[] {
  if (files.length === 0) return wrap(words.reset.nothingChanged, "", width);
  return [
    ...wrap(words.reset.restored(files.length), "", width).map((line) => green(bold(line))),
    ...files.flatMap(({ file, how }) => wrap(`${file}: ${words.reset.restoredFile[how]}`, "  ", width)),
    "",
    ...wrap(words.reset.keptBoth, "", width),
    ...backups.map((folder) => `  ${displayPath(folder)}`),
    ...wrap(words.reset.checkAgain, "", width),
  ];
}

/** Which changed files are the course's from now on. */
export function renderAccepted(files: readonly string[], width = columns()): string[] {
  if (files.length === 0) return wrap(words.reset.nothingChanged, "", width);
  return [
    ...wrap(words.reset.accepted(files.length), "", width).map((line) => green(bold(line))),
    ...files.flatMap((file) => wrap(file, "  ", width)),
    ...wrap(words.reset.checkAgain, "", width),
  ];
}
