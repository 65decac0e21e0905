import type { Card } from "#shared/progress/quiz-cards.ts";
import { bold, green, yellow } from "../terminal/style.ts";
import { wrapStyled } from "../terminal/wrap-styled.ts";
import { words } from "../words/index.ts";
import { renderQuestionText } from "./question-text.ts";

export type Option = Card["question"]["options"][number];

export const letterOf = (index: number): string => String.fromCharCode("a".charCodeAt(0) + index);

/** A question with its options in the order in which they are shown. */
export function renderQuestion(card: Card, options: readonly Option[], place: string, width: number): string[] {
  return [
    ...wrapStyled(bold(place), width),
    "",
    ...renderQuestionText(card.question.question, width),
    "",
    ...options.flatMap(({ text }, index) => renderQuestionText(text, width, `  ${letterOf(index)}) `)),
    "",
  ];
}

/** Right or not yet, why, and what would have been right. */
export function renderFeedback(options: readonly Option[], chosen: number, width: number): string[] {
  const right = options.findIndex((option) => option.right);
  const why = (index: number) => renderQuestionText(options[index]?.because ?? "", width, "   ");
  if (chosen === right) return ["", green(bold(words.quiz.right(letterOf(chosen)))), ...why(chosen), ""];
  return [
    "",
    yellow(bold(words.quiz.notYet(letterOf(chosen)))),
    ...why(chosen),
    "",
    ...renderQuestionText(words.quiz.rightIs(letterOf(right), options[right]?.text ?? ""), width),
    ...why(right),
    "",
  ];
}
