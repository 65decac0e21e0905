import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { hoodFolder } from "#shared/runs/hood-folder.ts";

const version = 1;

const lessonProgress = z.strictObject({
  /** When the learner first met the lesson and when it first passed; ISO 8601. */
  begun: z.iso.datetime(),
  passed: z.iso.datetime().optional(),
  /** Numbers of the tasks, from 1, whose tests were all green when the learner's own files were last checked. */
  tasks: z.array(z.number().int().positive()).default([]),
  /** How many hints were shown, by the number of the task. */
  hints: z.record(z.string(), z.number().int().positive()).default({}),
  /** When the solution was first shown; early: before the lesson was passed. */
  solution: z.strictObject({ shown: z.iso.datetime(), early: z.boolean() }).optional(),
  /** Questions answered at least once, by the card's id (shared/progress/quiz-cards.ts). */
  quiz: z
    .record(
      z.string(),
      z.strictObject({
        /** How many days the card rests after a right answer: an index into the schedule. */
        box: z.number().int().nonnegative(),
        /** The day from which it comes again, as YYYY-MM-DD in local time. */
        due: z.iso.date(),
      }),
    )
    .default({}),
});

const progressSchema = z.strictObject({
  version: z.literal(version),
  /** By the lesson's stable id. */
  lessons: z.record(z.string(), lessonProgress),
});

export type LessonProgress = z.infer<typeof lessonProgress>;
export type Progress = z.infer<typeof progressSchema>;

/** What was found on the disk. */
export type ProgressRead =
  | { readonly kind: "read" | "none"; readonly progress: Progress }
  | { readonly kind: "damaged"; readonly why: string }
  | { readonly kind: "newer"; readonly why: string };

export const beginLesson = (begun = new Date().toISOString()): LessonProgress => ({
  begun,
  tasks: [],
  hints: {},
  quiz: {},
});

export const emptyProgress = (): Progress => ({ version, lessons: {} });

export const progressFile = (root: string): string => join(hoodFolder(root), "progress.json");

/** Reads a progress file; says what is wrong with one that cannot be used, and changes nothing. */
export function readProgressFile(file: string): ProgressRead {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return { kind: "none", progress: emptyProgress() };
    return { kind: "damaged", why: code === "EISDIR" ? "it is a folder" : message };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "damaged", why: text.trim() === "" ? "it is empty" : "it is not JSON" };
  }
  const newer = z.object({ version: z.number().int().gt(version) }).safeParse(value);
  if (newer.success)
    return { kind: "newer", why: `it is of version ${newer.data.version}, this course writes ${version}` };
  const result = progressSchema.safeParse(value);
  return result.success
    ? { kind: "read", progress: result.data }
    : { kind: "damaged", why: `${result.error.issues[0]?.path.join(".") || "it"} is not as this course writes it` };
}

/** Removes what killed runs were writing beside a progress file; only for who holds its lock. */
export function removeUnfinished(file: string): void {
  const folder = dirname(file);
  for (const name of readdirSync(folder)) {
    if (/^progress(\.copy)?\.json\.[0-9a-f]{12}$/.test(name)) rmSync(join(folder, name), { force: true });
  }
}

/** Writes so that a reader, and the next start after a power cut, finds the old file or the new one, never a part. */
export function writeProgressFile(file: string, progress: Progress, token: string): void {
  const work = `${file}.${token}`;
  const descriptor = openSync(work, "w");
  try {
    writeSync(descriptor, `${JSON.stringify(progress, null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(work, file);
}
