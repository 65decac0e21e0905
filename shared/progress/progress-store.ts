import { copyFileSync, renameSync } from "node:fs";
import type { Run } from "#shared/runs/run.ts";
import { withFileLock } from "./file-lock.ts";
import {
  beginLesson,
  emptyProgress,
  type LessonProgress,
  type Progress,
  progressFile,
  readProgressFile,
  removeUnfinished,
  writeProgressFile,
} from "./progress-file.ts";

/** What the learner has done, kept in `.hood/progress.json`. */
export interface ProgressStore {
  /** The state as it is on the disk now, or as it could be had. */
  readonly progress: Progress;
  /** Sentences about a file that was damaged, newer, or cannot be written; each is said once. */
  takeWarnings(): string[];
  begin(lessonId: string): Promise<void>;
  /** Edits what is known of a lesson, which counts as begun. Saved at once, with what other windows saved meanwhile. */
  update(lessonId: string, edit: (lesson: LessonProgress) => void): Promise<void>;
}

/**
 * Opens the store. A damaged file is set aside, never overwritten, and the copy that is written after it takes its
 * place. A file of a newer version is left alone: then nothing is saved.
 */
export function openProgress(root: string, run: Run): ProgressStore {
  const file = progressFile(root);
  const copy = file.replace(/\.json$/, ".copy.json");
  const warnings: string[] = [];
  const warned = new Set<string>();
  let progress = emptyProgress();
  let writable = true;

  const warn = (sentence: string) => {
    if (!warned.has(sentence)) warnings.push(sentence);
    warned.add(sentence);
  };

  const load = (): Progress => {
    const read = readProgressFile(file);
    if ("progress" in read) return read.progress;
    if (read.kind === "newer") {
      writable = false;
      warn(`${file} was left alone: ${read.why}. Nothing is saved until you update the course (git pull).`);
      return progress;
    }
    const aside = `${file}.damaged-${new Date().toISOString().replaceAll(":", "-")}`;
    renameSync(file, aside);
    const kept = readProgressFile(copy);
    if (kept.kind === "read") copyFileSync(copy, file);
    const rest =
      kept.kind === "read" ? "The copy beside it took its place." : "Check your lessons, and they are found again.";
    warn(`${file} could not be used: ${read.why}. It was set aside as ${aside}. ${rest}`);
    return kept.kind === "read" ? kept.progress : emptyProgress();
  };

  const change = async (edit: (lessons: Progress["lessons"]) => void): Promise<void> => {
    try {
      await withFileLock(`${file}.lock`, run.id, () => {
        progress = load(); // another window may have passed a lesson meanwhile
        const before = JSON.stringify(progress);
        edit(progress.lessons);
        if (!writable || JSON.stringify(progress) === before) return;
        removeUnfinished(file);
        writeProgressFile(file, progress, run.id);
        writeProgressFile(copy, progress, run.id);
      });
    } catch (error) {
      warn(
        `${file} could not be written, so this step is not remembered: ${(error as Error).message}. See what helps: npm run doctor`,
      );
    }
  };

  try {
    progress = load();
  } catch (error) {
    warn(`${file} could not be read: ${(error as Error).message}`);
  }
  const update = (id: string, edit: (lesson: LessonProgress) => void) =>
    change((lessons) => {
      lessons[id] ??= beginLesson();
      edit(lessons[id]);
    });
  return {
    get progress() {
      return progress;
    },
    takeWarnings: () => warnings.splice(0),
    begin: (id) => update(id, () => undefined),
    update,
  };
}
