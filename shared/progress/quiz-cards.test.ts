import { expect, test } from "vitest";
import type { Lesson } from "#shared/lessons/course.ts";
import { beginLesson, type Progress } from "./progress-file.ts";
import { addDays, afterAnswer, type CardState, cardId, cardsOf, dueCards, localDay, nextDueDay } from "./quiz-cards.ts";

const today = "2026-03-01";

function lesson(id: string, ...questions: string[]): Lesson {
  const options = [
    { text: "yes", right: true, because: "It is." },
    { text: "no", right: false, because: "It is." },
  ];
  return { id, name: id, quiz: questions.map((question) => ({ question, options })) } as unknown as Lesson;
}

function progressWith(lessonId: string, quiz: Record<string, CardState>): Progress {
  return { version: 1, lessons: { [lessonId]: { ...beginLesson(), quiz } } };
}

test("a card that is always known comes back after 1, 3, 7, 21 and again 21 days", () => {
  const days = [today];
  let state: CardState | undefined;
  for (let answer = 0; answer < 5; answer += 1) {
    state = afterAnswer(state, true, days.at(-1) ?? today);
    days.push(state.due);
  }

  expect(days).toEqual(["2026-03-01", "2026-03-02", "2026-03-05", "2026-03-12", "2026-04-02", "2026-04-23"]);
});

test("a wrong answer brings a card back tomorrow, whatever it had reached and whenever it was asked", () => {
  const tomorrow = { box: 0, due: "2026-03-02" };

  expect(afterAnswer(undefined, false, today)).toEqual(tomorrow);
  expect(afterAnswer({ box: 3, due: today }, false, today)).toEqual(tomorrow);
  expect(afterAnswer({ box: 2, due: "2026-03-06" }, false, today)).toEqual(tomorrow);
});

test("a right answer before its day changes nothing", () => {
  const state = { box: 1, due: "2026-03-03" };

  expect(afterAnswer(state, true, today)).toEqual(state);
  expect(afterAnswer({ box: 1, due: "2026-02-11" }, true, today)).toEqual({ box: 2, due: "2026-03-08" });
});

test("a card is the same after questions changed their order or their line breaks, and another in other words", () => {
  const [first] = cardsOf([lesson("shelf", "Which one?", "Why?")], progressWith("shelf", {}));
  const [, second] = cardsOf([lesson("shelf", "Why?", "Which\n  one?\n")], progressWith("shelf", {}));

  expect(second?.id).toBe(first?.id);
  expect(first?.id).toMatch(/^[0-9a-f]{12}$/);
  expect(cardId("shelf", "Which two?")).not.toBe(first?.id);
  expect(cardId("till", "Which one?")).not.toBe(first?.id);
});

test("due cards are those that were answered and whose day has come, the longest waiting first", () => {
  const shelf = lesson("shelf", "a", "b", "c", "never answered");
  const progress = progressWith("shelf", {
    [cardId("shelf", "a")]: { box: 0, due: today },
    [cardId("shelf", "b")]: { box: 2, due: "2026-02-27" },
    [cardId("shelf", "c")]: { box: 1, due: "2026-03-02" },
    [cardId("shelf", "no longer asked")]: { box: 0, due: "2026-02-01" },
  });

  expect(dueCards([shelf], progress, today).map(({ question }) => question.question)).toEqual(["b", "a"]);
  expect(nextDueDay([lesson("shelf", "c")], progress)).toBe("2026-03-02");
  expect(nextDueDay([lesson("till", "a")], progress)).toBeUndefined();
});

test("a card that was answered while the clock stood in the future is due now, not years from now", () => {
  const shelf = lesson("shelf", "a");
  const due = (state: CardState) => dueCards([shelf], progressWith("shelf", { [cardId("shelf", "a")]: state }), today);

  expect(due({ box: 0, due: "2031-03-02" })).toHaveLength(1);
  expect(afterAnswer({ box: 0, due: "2031-03-02" }, true, today)).toEqual({ box: 1, due: "2026-03-04" });
  // Answered in the evening of an earlier time zone: still tomorrow there.
  expect(due({ box: 0, due: "2026-03-04" })).toHaveLength(0);
  expect(due({ box: 3, due: "2026-03-22" })).toHaveLength(0);
});

test("a box that the schedule does not have rests as long as the last one", () => {
  expect(afterAnswer({ box: 9, due: today }, true, today)).toEqual({ box: 3, due: "2026-03-22" });
});

test("a day is the one on the wall, and days are counted across months and clock changes", () => {
  expect(localDay(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
  expect(localDay(new Date(2026, 11, 31, 0, 1))).toBe("2026-12-31");
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
});
