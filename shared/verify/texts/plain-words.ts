import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../problem.ts";
import { type LessonTexts, prose } from "./lesson-texts.ts";

/** They tell a reader who is stuck that the fault is theirs. */
const belittling = /\b(just|simply|obviously|obvious|easy|easily)\b/i;

/** No text that a learner reads belittles what is hard for them. */
export function plainWords({ lesson, readme, name }: LessonTexts): Problem[] {
  const yaml = join(lesson.folder, "lesson.yaml");
  const texts: [string, string][] = [
    [readme.file, prose(readme)],
    [yaml, withoutCode(readFileSync(yaml, "utf8"))],
    [lesson.testFile, readFileSync(lesson.testFile, "utf8")],
  ];
  return texts.flatMap(([file, text]) => {
    const found = belittling.exec(text);
    if (!found) return [];
    const around = text.slice(Math.max(0, found.index - 30), found.index + found[0].length + 30).replace(/\s+/g, " ");
    return [`${name(file)}: say it without "${found[0]}": "...${around.trim()}..."`];
  });
}

const withoutCode = (text: string) => text.replace(/`[^`]*`/g, "`code`");
