import type { Problem } from "../problem.ts";
import type { LessonTexts } from "./lesson-texts.ts";

const mostWords = 160;
const words = (text: string) => text.trim().split(/\s+/).length;

/** Hints grow from a nudge to nearly the answer, and differ from each other. */
export function hints({ lesson, name }: LessonTexts): Problem[] {
  const file = `${name(lesson.folder)}/lesson.yaml`;
  return lesson.tasks.flatMap(({ hints: given }, index) => {
    const [nudge = "", , nearAnswer = ""] = given;
    const task = `${file}: task ${index + 1}`;
    const problems: Problem[] = [];
    if (new Set(given).size < given.length) problems.push(`${task} gives the same hint twice.`);
    if (words(nearAnswer) <= words(nudge))
      problems.push(`${task}: the third hint is nearly the answer, and here no longer than the first.`);
    for (const [place, hint] of given.entries()) {
      if (words(hint) > mostWords)
        problems.push(`${task}: hint ${place + 1} has ${words(hint)} words; ${mostWords} are the most.`);
    }
    return problems;
  });
}
