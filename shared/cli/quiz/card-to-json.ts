import type { Card } from "#shared/progress/quiz-cards.ts";

/** What programs get of a card; `state` is null while the question was never answered. */
export const cardToJson = ({ id, lesson, question, state }: Card) => ({
  card: id,
  lesson: lesson.id,
  ...question,
  state: state ?? null,
});
