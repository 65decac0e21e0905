import { createHash } from "node:crypto";
import type { Lesson } from "#shared/lessons/course.ts";
import type { Progress } from "./progress-file.ts";

/* Spaced repetition in Leitner's boxes: what was known rests longer each time, what was not comes back tomorrow. */

export type QuizQuestion = Lesson["quiz"][number];

/** What is remembered of a question that was answered. */
export type CardState = Progress["lessons"][string]["quiz"][string];

/** A question with the lesson it belongs to, and what is remembered of it. */
export interface Card {
  readonly id: string;
  readonly lesson: Lesson;
  readonly question: QuizQuestion;
  readonly state: CardState | undefined;
}

/** For how many days a card rests, by its box. */
export const restDays = [1, 3, 7, 21] as const;

/* Dates differ by a day or two around the world; more than that, and a clock was moved. */
const travel = 2;

/** Stays the same when questions change their order or lessons their number; a question in other words is a new card. */
export function cardId(lessonId: string, question: string): string {
  const text = question.replace(/\s+/g, " ").trim();
  return createHash("sha256").update(`${lessonId}\n${text}`).digest("hex").slice(0, 12);
}

/**
 * What to remember after an answer on a day (YYYY-MM-DD). A card that was right moves on by one box, but only on a day
 * when it is due: the same quiz twice in an evening is one success.
 */
export function afterAnswer(state: CardState | undefined, right: boolean, today: string): CardState {
  if (!right || state === undefined) return rest(0, today);
  return isDue(state, today) ? rest(state.box + 1, today) : state;
}

/** The questions of lessons, in their order. */
export function cardsOf(lessons: readonly Lesson[], { lessons: known }: Progress): Card[] {
  return lessons.flatMap((lesson) =>
    lesson.quiz.map((question) => {
      const id = cardId(lesson.id, question.question);
      return { id, lesson, question, state: known[lesson.id]?.quiz[id] };
    }),
  );
}

/** The cards that were answered before and come back today, the longest due first. */
export function dueCards(lessons: readonly Lesson[], progress: Progress, today: string): Card[] {
  return answered(lessons, progress)
    .filter(({ state }) => isDue(state, today))
    .sort((a, b) => compare(a.state.due, b.state.due));
}

/** The day when the next card comes back, or `undefined` when no question was ever answered. */
export function nextDueDay(lessons: readonly Lesson[], progress: Progress): string | undefined {
  return answered(lessons, progress)
    .map(({ state }) => state.due)
    .sort(compare)[0];
}

const answered = (lessons: readonly Lesson[], progress: Progress) =>
  cardsOf(lessons, progress).filter((card): card is Card & { state: CardState } => card.state !== undefined);

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const rest = (wished: number, today: string): CardState => {
  const box = Math.min(wished, restDays.length - 1);
  return { box, due: addDays(today, restDays[box] ?? 1) };
};

/*
 * Only days are kept, never times, so a change of time zone moves a card by a day at most. A card that would rest
 * longer than its box allows was answered while the clock stood in the future: it comes now instead of years from now.
 */
function isDue({ box, due }: CardState, today: string): boolean {
  return due <= today || due > addDays(today, (restDays[box] ?? Math.max(...restDays)) + travel);
}

/** The day on this machine's calendar, as YYYY-MM-DD. */
export function localDay(time: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** Counted in UTC, where every day has 24 hours. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How many days lie between two. */
export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}
