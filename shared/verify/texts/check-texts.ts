import type { Lesson } from "#shared/lessons/course.ts";
import type { Problem } from "../problem.ts";
import { codeParses } from "./code-blocks.ts";
import { commands } from "./commands.ts";
import { fileLists } from "./file-lists.ts";
import { hints } from "./hints.ts";
import { type LessonTexts, readTexts } from "./lesson-texts.ts";
import { links } from "./links.ts";
import { plainWords } from "./plain-words.ts";
import { readmeParts } from "./readme-parts.ts";
import { stillToWrite } from "./still-to-write.ts";
import { taskNumbers } from "./task-numbers.ts";
import { serviceImports, testFile } from "./test-file.ts";

type TextCheck = (texts: LessonTexts) => Problem[] | Promise<Problem[]>;

const checks: readonly TextCheck[] = [
  stillToWrite,
  readmeParts,
  taskNumbers,
  fileLists,
  plainWords,
  hints,
  links,
  codeParses,
  commands,
  testFile,
  serviceImports,
];

/** What is wrong with a lesson's words and files; nothing of it is run. */
export async function checkTexts(root: string, lesson: Lesson): Promise<Problem[]> {
  let texts: LessonTexts;
  try {
    texts = readTexts(root, lesson);
  } catch (error) {
    return [`${lesson.name}/README.md cannot be read: ${(error as Error).message}`];
  }
  return (await Promise.all(checks.map((check) => check(texts)))).flat();
}
