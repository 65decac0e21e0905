const help = `Puts a lesson's files back as they were at the start. Your version is kept
first, and you are told how to get it back.

  npm run reset 05                 all files of a lesson
  npm run reset 05 card-routes.ts  one file, by the end of its path
  npm run reset 05 -- --undo       takes the last reset back; once more, and it
                                   is done again
  npm run reset 05 -- --list       what was kept, and when
  npm run reset -- --list          the same for every lesson

When files of the course itself (tests, solutions, tools) changed while tests
ran, checks refuse to run until they are as before:

  npm run reset -- --course-files         puts back what was there; what is
                                          there now is kept
  npm run reset -- --course-files --keep  leaves them as they are, for authors

What you have passed stays passed.`;

/* 2026-11-21 09:24:05, in local time: Sweden writes it so. */
const clock = (time: Date) => time.toLocaleString("sv-SE");

export const reset = {
  help,
  whichLesson: `Which lesson? This command writes over files, so it does not guess.\n\n${help}`,
  tooMany: `One lesson, and at most one file of it, please.\n\n${help}`,
  wholeOnly: `--undo and --list are for a whole lesson: leave the file out.\n\n${help}`,
  listOrUndo: `--list and --undo are two things to ask for, one after the other.\n\n${help}`,
  done: (what: string) => `${what} is as it was at the start.`,
  undone: {
    reset: (lesson: string) => `The last reset of ${lesson} is undone.`,
    undo: (lesson: string) => `${lesson} is reset again.`,
  },
  fileOf: (file: string, lesson: string) => `${file} of ${lesson}`,
  /** What happened to a file that had other content, was not there, or was there only with the learner. */
  changes: {
    reset: { changed: "put back", missing: "put back; it was gone", added: "taken away; it was added by you" },
    undo: { changed: "as before", missing: "there again", added: "taken away again" },
  },
  kept: "What was there until now is kept in",
  toUndo: "To undo this:",
  alreadyStarter: (what: string) => `${what} is already as it was at the start. Nothing was changed.`,
  alreadyUndone: (lesson: string) => `${lesson} is already as it was kept last. Nothing was changed.`,
  neverReset: (lesson: string) => `${lesson} was never reset, so nothing is kept of it.`,
  noBackups: "No lesson was ever reset, so nothing is kept.",
  backups: (lesson: string) => `Kept of ${lesson}, the newest first:`,
  backup: {
    reset: (time: Date) => `${clock(time)}, before a reset of`,
    undo: (time: Date) => `${clock(time)}, before undoing a reset of`,
  },
  undoesNewest: "To go back to the newest:",
  courseFilesAlone: `--course-files is about the whole course: leave lessons, files, --undo and --list out.\n\n${help}`,
  keepWhat: `--keep goes with --course-files.\n\n${help}`,
  restored: (count: number) =>
    count === 1 ? "One file of the course is as it was." : `${count} files of the course are as they were.`,
  restoredFile: {
    "put-back": "put back",
    "there-again": "put back; it was gone",
    "taken-away": "taken away; it was added",
  },
  keptBoth: "The changed versions, below changed/, and what was there before, below before/, are kept in",
  nothingChanged: "No file of the course holds a change from while tests ran. Nothing was changed.",
  accepted: (count: number) =>
    count === 1 ? "This file counts as the course's from now on:" : "These files count as the course's from now on:",
  checkAgain: "Checks run again. For one lesson: npm run check 05",
  noFile: (asked: string, lesson: string, files: readonly string[]) =>
    `The start of ${lesson} has no file "${asked}". It has ${files.join(", ")}.`,
  manyFiles: (asked: string, files: readonly string[]) =>
    `"${asked}" could be ${files.join(", ")}. Type a little more of the path.`,
};
