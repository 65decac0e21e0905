import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Lesson, readMistakes } from "#shared/lessons/course.ts";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { listFiles } from "#shared/lessons/list-files.ts";
import { brokenBy, cardTests } from "../card-requests.ts";

/** The solution, or the solution with one mistake in it. */
export type Version = "right" | "broken";

/** One file in two versions, saved by turns as an editor would. */
export interface Saving {
  /** Path of the file below the folder that holds `src/`. */
  readonly file: string;
  readonly content: Readonly<Record<Version, string>>;
}

/** Milliseconds from the write of the file. */
export interface SaveTimes {
  /** Until the first failing test was told; only after a broken version was saved. */
  readonly firstRed?: number;
  /** Until everything was known. */
  readonly whole: number;
}

/** Somebody who is told that a file was saved, and judges it. */
export interface Saver extends AsyncDisposable {
  save(version: Version): Promise<SaveTimes>;
}

/** Throws a LessonError when lesson and benchmark have grown apart. */
export function readSaving(lesson: Lesson): Saving {
  const missing = cardTests.find(({ title }) => lesson.tests.every((test) => test.title !== title));
  if (missing) {
    throw new LessonError(
      `${lesson.name} has no test "${missing.title}" any more: change shared/benchmark/card-requests.ts.`,
    );
  }
  const mistake = readMistakes(lesson).find(({ name }) => name === brokenBy);
  const [file] = mistake ? listFiles(mistake.folder).filter((name) => name.startsWith("src/")) : [];
  if (!mistake || !file || mistake.test !== cardTests[0]?.title) {
    throw new LessonError(
      `${lesson.name} has no mistake ${brokenBy} that breaks "${cardTests[0]?.title}" any more: change shared/benchmark/card-requests.ts.`,
    );
  }
  const read = (folder: string) => readFileSync(join(folder, file), "utf8");
  return { file, content: { right: read(lesson.solutionFolder), broken: read(mistake.folder) } };
}

/** Saves a version below `folder` and returns when, on the clock of `performance.now()`. */
export function saveNow(folder: string, { file, content }: Saving, version: Version): number {
  const at = performance.now();
  writeFileSync(join(folder, file), content[version]);
  return at;
}

/** Puts the solution's `src/` into a folder in place of the one that is there. */
export function layOutSolution(lesson: Lesson, folder: string): void {
  rmSync(join(folder, "src"), { recursive: true, force: true });
  cpSync(join(lesson.solutionFolder, "src"), join(folder, "src"), { recursive: true });
}
