import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "#shared/lessons/list-files.ts";
import { starterFolder } from "#shared/progress/starters.ts";
import type { Problem } from "../problem.ts";
import type { LessonTexts } from "./lesson-texts.ts";

/** `## Task 2: Search it`, or one heading `## Tasks` with a line `**Task 2: ...` for each. */
export const taskHeadings = /^Task(?:s$| \d+:)/;
const readmeTasks = /^(?:## |\*\*)Task (\d+): /gm;
const todos = /TODO (\d+)/g;

/** Tasks have the same numbers in README, lesson.yaml and the starter, and nothing is left to do in the solution. */
export function taskNumbers({ lesson, readme, name }: LessonTexts): Problem[] {
  const problems: Problem[] = [];
  const wanted = lesson.tasks.map((_task, index) => index + 1);
  const told = numbersIn(readme.text, readmeTasks);
  if (told.join() !== wanted.join())
    problems.push(
      `${name(readme.file)}: it has the tasks ${told.join(", ") || "none"}; lesson.yaml has ${wanted.join(", ")}.`,
    );
  const starter = starterFolder(lesson);
  const files = sources(starter);
  for (const [index, { title, files: taught }] of lesson.tasks.entries()) {
    const number = index + 1;
    for (const file of taught) {
      if (!files.has(file))
        problems.push(`${lesson.name}/lesson.yaml: task ${number} names ${file}, which the starter does not have.`);
    }
    if (!taught.some((file) => numbersIn(files.get(file) ?? "", todos).includes(number)))
      problems.push(`${name(starter)}: no file of task ${number} ("${title}") has a "TODO ${number}".`);
  }
  for (const [file, text] of files) {
    const unknown = numbersIn(text, todos).find((number) => !wanted.includes(number));
    if (unknown !== undefined)
      problems.push(`${name(join(starter, file))}: TODO ${unknown} is no task of lesson.yaml.`);
  }
  for (const [file, text] of sources(lesson.solutionFolder)) {
    if (/\bTODO\b/.test(text))
      problems.push(`${name(join(lesson.solutionFolder, file))}: a TODO is left in the solution.`);
  }
  return problems;
}

const numbersIn = (text: string, pattern: RegExp): number[] =>
  [...text.matchAll(pattern)].map(([, number]) => Number(number));

/** The files below `src/` by their paths, `src/app.ts`. */
function sources(folder: string): Map<string, string> {
  const src = join(folder, "src");
  if (!existsSync(src)) return new Map();
  return new Map(listFiles(src).map((file) => [`src/${file}`, readFileSync(join(src, file), "utf8")]));
}
