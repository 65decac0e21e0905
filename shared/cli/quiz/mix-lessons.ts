import type { Card } from "#shared/progress/quiz-cards.ts";

/** Cards so that no two in a row are of one lesson, where that can be; within a lesson they keep their order. */
export function mixLessons(cards: readonly Card[]): Card[] {
  const waiting = new Map<string, Card[]>();
  for (const card of cards) waiting.set(card.lesson.id, [...(waiting.get(card.lesson.id) ?? []), card]);
  const mixed: Card[] = [];
  while (mixed.length < cards.length) {
    const before = mixed.at(-1)?.lesson.id;
    const others = [...waiting.entries()].filter(([id]) => id !== before).map(([, left]) => left);
    // The lesson with most cards left goes first, or its cards would pile up at the end.
    const [longest] = others.filter((left) => left.length > 0).sort((a, b) => b.length - a.length);
    const next = (longest ?? waiting.get(before ?? ""))?.shift();
    if (next === undefined) break;
    mixed.push(next);
  }
  return mixed;
}
