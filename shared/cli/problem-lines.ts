import { existsSync, readFileSync } from "node:fs";
import type { TestVerdict, Verdict } from "#shared/check/verdict.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import { type Place, placesOf } from "./screen/place.ts";

/**
 * Failing tests and type errors as compilers write errors, `lessons/05-card-shelf/src/app.ts:14:1: error: ...`: one line each, which
 * VS Code, Vim, Emacs and others turn into links.
 */
export function problemLines(root: string, lesson: Lesson, { tests, types = [] }: Verdict): string[] {
  return [
    ...tests
      .filter(({ outcome }) => outcome === "failed")
      .map((test) => `${place(root, lesson, test)}:1: error: ${test.title}: ${test.message?.what ?? ""}`),
    ...types.map(({ file, line, column, code, message }) => `${file}:${line}:${column}: error: ${code}: ${message}`),
  ];
}

/* What the failure names, else the task's TODO while it is there, else the first file of the task. */
function place(root: string, lesson: Lesson, test: TestVerdict): string {
  const [named, ...others] = placesOf(root, lesson, test);
  if (named?.line !== undefined) return named.shown;
  const files = named ? [named, ...others] : others;
  for (const file of files) {
    const line = todoLine(file, test.task);
    if (line > 0) return `${file.shown}:${line}`;
  }
  return `${named?.shown ?? lesson.testFile}:1`;
}

function todoLine({ path }: Place, task: number): number {
  if (!existsSync(path)) return 0;
  const todo = new RegExp(`\\bTODO ${task}\\b`);
  return (
    readFileSync(path, "utf8")
      .split("\n")
      .findIndex((line) => todo.test(line)) + 1
  );
}
