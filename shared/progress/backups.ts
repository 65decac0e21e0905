import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { type Lesson, listFolders } from "#shared/lessons/course.ts";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { listFiles } from "#shared/lessons/list-files.ts";
import { hoodFolder } from "#shared/runs/hood-folder.ts";

/* A backup is a folder below `.hood/backups/<lesson id>/`, named after its time: the lesson's whole `src/`, and a note. */

const note = z.strictObject({
  /** What was about to be done. */
  before: z.enum(["reset", "undo"]),
  /** The files that it was about to change, such as `src/app.ts`; the others lie in the backup all the same. */
  files: z.array(z.string().startsWith("src/")),
});
const noteName = "backup.json";

type BackupNote = z.infer<typeof note>;

export interface Backup extends BackupNote {
  readonly folder: string;
  readonly time: Date;
}

/**
 * Keeps a lesson's whole `src/` and compares every byte. Throws a LessonError, and leaves no backup, when that fails.
 * Links and node_modules are left out, and so must be left alone by whatever is done next; a link in the place of one
 * of the note's files is kept as the file that it leads to.
 */
export function backUp(lesson: Lesson, about: BackupNote, copy: typeof copyToDisk = copyToDisk): Backup {
  try {
    const time = nextTime(lesson);
    const folder = join(backupsFolder(lesson), nameOf(time));
    fill(folder, lesson, about, copy);
    return { ...about, folder, time };
  } catch (cause) {
    const why = (cause as Error).message;
    throw new LessonError(
      `${lesson.name} could not be backed up, so nothing was changed: ${why}\nTo see what is wrong: npm run doctor`,
      { cause },
    );
  }
}

/* It has its name only when it is whole. */
function fill(folder: string, lesson: Lesson, about: BackupNote, copy: typeof copyToDisk): void {
  const unfinished = `${folder}.unfinished`;
  mkdirSync(unfinished, { recursive: true });
  try {
    for (const file of filesToKeep(lesson, about)) {
      const [from, to] = [join(lesson.folder, file), join(unfinished, file)];
      mkdirSync(dirname(to), { recursive: true });
      copy(from, to);
      if (!readFileSync(from).equals(readFileSync(to))) throw new Error(`the copy of ${file} differs from the file`);
    }
    writeFileSync(join(unfinished, noteName), `${JSON.stringify(about, null, 2)}\n`, { flush: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** A lesson's backups, the newest first. Throws a LessonError when somebody has edited the note of one. */
export function listBackups(lesson: Lesson): Backup[] {
  return backupTimes(lesson).map((time) => {
    const folder = join(backupsFolder(lesson), nameOf(time));
    try {
      return { ...note.parse(JSON.parse(readFileSync(join(folder, noteName), "utf8"))), folder, time };
    } catch (cause) {
      throw new LessonError(
        `${join(folder, noteName)} is not as the course wrote it. Your files lie beside it: copy src/ to ${lesson.folder}.`,
        { cause },
      );
    }
  });
}

/* Flushed: a power cut after the reset must find the backup on the disk. */
function copyToDisk(from: string, to: string): void {
  writeFileSync(to, readFileSync(from), { flush: true });
}

function filesToKeep(lesson: Lesson, { files }: BackupNote): Set<string> {
  const src = join(lesson.folder, "src");
  const listed = existsSync(src) ? listFiles(src).map((file) => `src/${file}`) : [];
  return new Set([...listed, ...files.filter((file) => existsSync(join(lesson.folder, file)))]);
}

/* Beside the learner's progress: a course in another folder has its own. */
const backupsFolder = (lesson: Lesson) => join(hoodFolder(dirname(dirname(lesson.folder))), "backups", lesson.id);

/* Windows allows no colons in names. */
const nameOf = (time: Date) => time.toISOString().replaceAll(":", "-");

function backupTimes(lesson: Lesson): Date[] {
  return listFolders(backupsFolder(lesson))
    .map((name) => /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)$/.exec(name))
    .flatMap((parts) => (parts ? [new Date(`${parts[1]}:${parts[2]}:${parts[3]}`)] : []))
    .reverse();
}

/* Later than every backup there is, even when the clock was set back: the order of names is the order of resets. */
function nextTime(lesson: Lesson): Date {
  const newest = backupTimes(lesson)[0]?.getTime() ?? 0;
  return new Date(Math.max(Date.now(), newest + 1));
}
