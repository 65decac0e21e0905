import { afterAnswer, type Card, daysUntil, localDay } from "#shared/progress/quiz-cards.ts";
import { stopSignal } from "../on-stop.ts";
import type { CourseSession } from "../session.ts";
import { columns, wrap } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";
import { openAnswers } from "./answers.ts";
import { askCards } from "./ask-cards.ts";

/** Asks cards in the terminal or through a pipe; each first answer is saved at once, so that stopping loses none. */
export async function takeQuiz({ progress }: CourseSession, cards: readonly Card[], plain: boolean): Promise<void> {
  const say = (line: string) => console.log(line);
  const rests: number[] = [];
  const remember = (card: Card, right: boolean) =>
    progress.update(card.lesson.id, ({ quiz }) => {
      const today = localDay(new Date());
      const state = afterAnswer(quiz[card.id], right, today);
      quiz[card.id] = state;
      rests.push(daysUntil(state.due, today));
    });
  using answers = openAnswers(plain, say, stopSignal());
  const round = await askCards(cards, { answers, say, random: Math.random, width: columns(), remember });
  for (const line of wrap(words.quiz.result(round, rests))) say(line);
  if (round.answered > 0) say(words.quiz.howToReview);
  for (const warning of progress.takeWarnings()) console.error(warning);
}
