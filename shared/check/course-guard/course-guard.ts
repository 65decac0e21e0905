import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Lesson } from "#shared/lessons/course.ts";
import type { RunReport } from "../compose-verdict.ts";
import { keepBefore, markOnDisk, rememberChanged, stillChanged } from "./changed-course.ts";
import {
  changedAndNotKept,
  changedUnderCourse,
  changedWhileRunning,
  otherLessonsChanged,
  otherLessonsNotKept,
  stillChangedWords,
} from "./changed-words.ts";
import { CourseFiles, type FileChange } from "./course-files.ts";
import { isLearners, isOfCourse, progressFile } from "./guarded.ts";

/** Milliseconds for commands in other windows to end their saves of the learner's progress, two small files each. */
const saveDeadline = 1_500;
const lookEvery = 10;

/* Trouble: course files changed, the run proves nothing; three lines. A note: the learner's other files did; one line. */
type SeenChanges = Pick<RunReport, "trouble" | "note">;

/**
 * Notices when files of a course change while a lesson's tests run, and keeps what was there before. What changes
 * between two runs is an author's work, or git's, and is never spoken of.
 */
export class CourseGuard {
  readonly #course: string;
  readonly #files: CourseFiles;
  #hasRead = false;

  /** `course`: the folder that holds `lessons/` and `solutions/`. */
  constructor(course: string) {
    this.#course = course;
    this.#files = new CourseFiles(course);
  }

  /** Reads the whole course, some 30 ms, unless that was done. */
  warm(): void {
    if (!this.#hasRead) this.#files.look();
    this.#hasRead = true;
  }

  /**
   * Runs a lesson's tests on a source; to be done when its service and all it started have ended. The report has trouble
   * when course files changed meanwhile. Nothing is run while they still hold what an earlier run has left in them.
   * Throws what the run throws, and a LessonError when nobody can know whether they do.
   */
  async watch(lesson: Lesson, sourceFolder: string, run: () => Promise<RunReport>): Promise<RunReport> {
    this.#files.look(); // what an author, or git, has changed since the last run
    this.#hasRead = true;
    const still = stillChanged(this.#course);
    if (still.length > 0) return { ends: [], trouble: stillChangedWords(still.map(({ file }) => file)) };
    const lookAgain = async () =>
      isOfCourse(this.#course, sourceFolder) ? this.#judgingFiles(lesson) : this.#allFiles(lesson);
    let seen: SeenChanges = {};
    const report = await run().finally(async () => {
      seen = await lookAgain();
    });
    return { ...report, ...seen };
  }

  /* An author edits other lessons and the tools while `npm run verify` runs for minutes. */
  #judgingFiles({ name }: Lesson): SeenChanges {
    const changed = this.#files
      .look()
      .filter(({ file }) => file.startsWith(`lessons/${name}/`) && !isLearners(file))
      .map(({ file }) => file);
    return changed.length === 0 ? {} : { trouble: changedUnderCourse(changed) };
  }

  async #allFiles({ name }: Lesson): Promise<SeenChanges> {
    const changes = this.#files.look();
    const own = `lessons/${name}/src/`; // its learner saves there while the tests run; the run has a copy
    const savesProgress = changes.some(({ file }) => file === progressFile) && (await this.#isOwnSave());
    const isCourse = ({ file }: FileChange) => !isLearners(file) && !(savesProgress && file === progressFile);
    const isLost = ({ file, before }: FileChange) => isLearners(file) && !file.startsWith(own) && before !== undefined;
    return { ...this.#trouble(changes.filter(isCourse)), ...this.#note(changes.filter(isLost)) };
  }

  #trouble(changes: readonly FileChange[]): SeenChanges {
    if (changes.length === 0) return {};
    const files = changes.map(({ file }) => file);
    try {
      rememberChanged(this.#course, changes, keepBefore(this.#course, changes));
      return { trouble: changedWhileRunning(files) };
    } catch (error) {
      return { trouble: changedAndNotKept(files, (error as Error).message) };
    }
  }

  #note(changes: readonly FileChange[]): SeenChanges {
    if (changes.length === 0) return {};
    const files = changes.map(({ file }) => file);
    try {
      return { note: otherLessonsChanged(files, `.hood/backups/${keepBefore(this.#course, changes)}/before`) };
    } catch (error) {
      return { note: otherLessonsNotKept(files, (error as Error).message) };
    }
  }

  /*
   * Hints, quizzes and passes are saved at any moment, from other windows too. Such a save, and nothing by accident,
   * leaves the same bytes in the copy beside the file (shared/progress/progress-store.ts), and holds a lock meanwhile.
   */
  async #isOwnSave(): Promise<boolean> {
    const file = join(this.#course, progressFile);
    const isWhole = () => {
      const saved = existsSync(`${file}.lock`) ? null : markOnDisk(file);
      return saved !== null && saved === markOnDisk(file.replace(/\.json$/, ".copy.json"));
    };
    // Another window may begin its save between two of these looks.
    for (let waited = 0; waited < saveDeadline; waited += lookEvery) {
      if (isWhole()) return true;
      await sleep(lookEvery);
    }
    return isWhole();
  }
}
