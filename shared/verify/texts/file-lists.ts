import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Lesson, listFolders, readMistakes } from "#shared/lessons/course.ts";
import { listFiles } from "#shared/lessons/list-files.ts";
import { starterFolder } from "#shared/progress/starters.ts";
import type { Problem } from "../problem.ts";
import type { LessonTexts } from "./lesson-texts.ts";

const fewestMistakes = 4;

/** Starter and solution have the same files, so that a learner finds in one what the other speaks of. */
export function fileLists({ lesson, name }: LessonTexts): Problem[] {
  const problems: Problem[] = [];
  const starter = sourcesOf(starterFolder(lesson));
  const solution = sourcesOf(lesson.solutionFolder);
  for (const file of starter.filter((path) => !solution.includes(path)))
    problems.push(`${name(lesson.solutionFolder)}: ${file} is in the starter and missing here.`);
  for (const file of solution.filter((path) => !starter.includes(path)))
    problems.push(
      `${name(starterFolder(lesson))}: ${file} is in the solution and missing here; give learners the file to fill.`,
    );
  for (const alternative of listFolders(join(lesson.solutionFolder, "alternatives"))) {
    const folder = join(lesson.solutionFolder, "alternatives", alternative);
    if (!existsSync(join(folder, "src/server.ts"))) problems.push(`${name(folder)}: src/server.ts is missing.`);
  }
  problems.push(...mistakeFiles(lesson, solution, name));
  if (!existsSync(join(lesson.solutionFolder, "NOTES.md")))
    problems.push(
      `${name(lesson.solutionFolder)}: NOTES.md is missing: why this answer, what else is right, for instructors.`,
    );
  return problems;
}

function mistakeFiles(lesson: Lesson, solution: readonly string[], name: LessonTexts["name"]): Problem[] {
  const mistakes = readMistakes(lesson);
  const few =
    mistakes.length < fewestMistakes
      ? [
          `${name(lesson.solutionFolder)}: it has ${mistakes.length} mistakes; ${fewestMistakes} that people really write are the least.`,
        ]
      : [];
  return [
    ...few,
    ...mistakes
      .filter(({ folder }) => !sourcesOf(folder).some((file) => solution.includes(file)))
      .map(({ folder }) => `${name(folder)}: it changes no file of the solution.`),
  ];
}

const sourcesOf = (folder: string): string[] =>
  existsSync(join(folder, "src")) ? listFiles(join(folder, "src")).map((file) => `src/${file}`) : [];
