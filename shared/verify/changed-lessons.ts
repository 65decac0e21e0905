import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Lesson } from "#shared/lessons/course.ts";
import { LessonError } from "#shared/lessons/lesson-error.ts";

const run = promisify(execFile);

/** What every lesson stands on: a change there may break any of them. */
const foundations = /^(?:shared\/(?:bench|check|postgres|runs|lessons|verify)\/|package(?:-lock)?\.json$)/;

/** The lessons that files of the repository, named with slashes from its root, belong to or carry. */
export function lessonsTouched(lessons: readonly Lesson[], files: readonly string[]): Lesson[] {
  if (files.some((file) => foundations.test(file) && !file.endsWith(".test.ts"))) return [...lessons];
  return lessons.filter(({ name }) =>
    files.some((file) => file.startsWith(`lessons/${name}/`) || file.startsWith(`solutions/${name}/`)),
  );
}

/**
 * Files that differ from where this branch left origin/main, commits, the index and new files included; without an
 * origin, from the last commit. Throws a LessonError outside a git repository.
 */
export async function changedFilesInGit(root: string): Promise<string[]> {
  const git = async (...words: string[]) =>
    (await run("git", words, { cwd: root, maxBuffer: 16 * 1024 * 1024 })).stdout;
  try {
    const base = await git("merge-base", "HEAD", "origin/main").catch(() => "HEAD");
    const changed = await git("diff", "--name-only", "-z", base.trim());
    const added = await git("ls-files", "--others", "--exclude-standard", "-z");
    return `${changed}${added}`.split("\0").filter((file) => file !== "");
  } catch (cause) {
    throw new LessonError("git cannot say what changed here. Name the lessons instead: npm run verify 05", { cause });
  }
}
