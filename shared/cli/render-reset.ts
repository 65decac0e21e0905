import type { Lesson } from "#shared/lessons/course.ts";
import type { Backup } from "#shared/progress/backups.ts";
import type { Reset } from "#shared/progress/reset-lesson.ts";
import { displayPath } from "./display-path.ts";
import { lessonLabel } from "./lesson-label.ts";
import { bold, green } from "./terminal/style.ts";
import { columns, wrap } from "./terminal/wrap.ts";
import { words } from "./words/index.ts";

/** What a reset or an undo has done: the result, each file, where the version before lies, and the way back. */
export function renderReset(lesson: Lesson, { backup, changes }: Reset, headline: string, width = columns()): string[] {
  const said = words.reset.changes[backup.before];
  return [
    ...wrap(headline, "", width).map((line) => green(bold(line))),
    ...changes.flatMap(({ file, change }) => wrap(`${file}: ${said[change]}`, "  ", width)),
    "",
    ...wrap(words.reset.kept, "", width),
    `  ${displayPath(backup.folder)}`,
    ...wrap(words.reset.toUndo, "", width),
    `  ${undoCommand(lesson)}`,
  ];
}

/** A lesson's backups, the newest first, with the files that were changed after each. */
export function renderBackups(lesson: Lesson, backups: readonly Backup[], width = columns()): string[] {
  return [
    ...wrap(words.reset.backups(lessonLabel(lesson)), "", width).map(bold),
    ...backups.flatMap(({ before, time, files, folder }) => [
      "",
      ...wrap(words.reset.backup[before](time), "  ", width),
      ...files.map((file) => `    ${file}`),
      `  ${displayPath(folder)}`,
    ]),
    "",
    ...wrap(words.reset.undoesNewest, "", width),
    `  ${undoCommand(lesson)}`,
  ];
}

const undoCommand = ({ number }: Lesson) => `npm run reset ${number} -- --undo`;
