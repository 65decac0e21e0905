import type { Card } from "#shared/progress/quiz-cards.ts";
import { words } from "../words/index.ts";
import type { Answers, Say } from "./answers.ts";
import { renderFeedback, renderQuestion } from "./render-question.ts";
import { shuffle } from "./shuffle.ts";

export interface Asking {
  readonly answers: Answers;
  readonly say: Say;
  /** As Math.random: decides the order of the options. */
  readonly random: () => number;
  readonly width: number;
  /** Told of the first answer to each card, the one that counts. */
  readonly remember: (card: Card, right: boolean) => Promise<void>;
}

/** How many cards were answered, and how many of them right at the first try. */
export interface Round {
  readonly answered: number;
  readonly right: number;
}

/** Asks every card, and those that were wrong again until all were right or the learner stops. */
export async function askCards(cards: readonly Card[], asking: Asking): Promise<Round> {
  const round = { answered: 0, right: 0 };
  let isFirst = true;
  for (let queue = cards; queue.length > 0; isFirst = false) {
    const missed: Card[] = [];
    for (const [index, card] of queue.entries()) {
      const place = words.quiz.place(card.lesson, index + 1, queue.length, isFirst);
      const right = await askCard(card, place, asking);
      if (right === undefined) return round;
      if (!right) missed.push(card);
      if (isFirst) {
        round.answered += 1;
        if (right) round.right += 1;
        await asking.remember(card, right);
      }
      const isOver = missed.length === 0 && index === queue.length - 1;
      if (isOver || !(await asking.answers.goOn())) return round;
    }
    queue = missed;
  }
  return round;
}

/* `undefined` when the learner stops. */
async function askCard(card: Card, place: string, asking: Asking): Promise<boolean | undefined> {
  const options = shuffle(card.question.options, asking.random);
  for (const line of renderQuestion(card, options, place, asking.width)) asking.say(line);
  const chosen = await asking.answers.choose(options.length);
  if (chosen === undefined) return undefined;
  for (const line of renderFeedback(options, chosen, asking.width)) asking.say(line);
  return options[chosen]?.right === true;
}
