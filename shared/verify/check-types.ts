import { rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { findTypeScript } from "#shared/check/types/find-typescript.ts";
import { readTypeErrors } from "#shared/check/types/read-type-errors.ts";
import { runCompiler } from "#shared/check/types/run-compiler.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import { runMark } from "#shared/runs/process-tree.ts";
import type { Problem } from "./problem.ts";
import type { ReadmeRun } from "./readme-run/run-readme.ts";

/** Milliseconds: a second's work, at a priority below everything else's. */
const limit = 120_000;

/**
 * The types of untouched starter, solution and alternatives. Node takes types away unread, so that no test sees a wrong
 * one; a learner's editor does, in a file that nobody has touched.
 */
export async function checkTypes({ root, run }: Pick<ReadmeRun, "root" | "run">, lesson: Lesson): Promise<Problem[]> {
  const program = findTypeScript();
  if (program === undefined) return [`${lesson.name}: TypeScript is not installed. To install it: npm ci`];
  const { solutionFolder } = lesson;
  const config = join(run.folder, `types-${lesson.name}.tsconfig.json`);
  const include = ["src", "starter", "alternatives"].map((name) => join(solutionFolder, name));
  writeFileSync(config, JSON.stringify({ extends: join(root, "tsconfig.json"), include, exclude: [] }));
  try {
    const ended = await runCompiler({
      program: [program],
      words: ["--project", config, "--pretty", "false"],
      folder: dirname(solutionFolder),
      env: { [runMark]: run.id },
      signal: AbortSignal.timeout(limit),
    });
    const folder = basename(solutionFolder);
    const found = ended && readTypeErrors(ended, { folder, shown: `solutions/${folder}` });
    return (
      found?.map(
        ({ file, line, message, code }) =>
          `${lesson.name}: mend the type at ${file}:${line}, where no test sees it: ${message} (${code})`,
      ) ?? [`${lesson.name}: TypeScript could not look at its code. To see why: npx tsc --noEmit`]
    );
  } finally {
    rmSync(config, { force: true });
  }
}
