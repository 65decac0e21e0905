import { beforeEach, expect, test, vi } from "vitest";
import type { Lesson } from "#shared/lessons/course.ts";
import { cardsOf } from "#shared/progress/quiz-cards.ts";
import { type Asking, askCards } from "./ask-cards.ts";

beforeEach(() => {
  vi.stubEnv("NO_COLOR", "1");
  vi.stubEnv("FORCE_COLOR", undefined);
  return () => vi.unstubAllEnvs();
});

const lesson = {
  id: "shelf",
  number: "05",
  title: "The card shelf",
  quiz: [
    {
      question:
        "A handler reads\n\n```js\nif (!removed) res.status(404).json(problem); res.status(204).send(); // and so on\n```\n\nWhat does `GET /cards/999` show, and why does it show that?",
      options: [
        { text: "404, and an error in the log.", right: true, because: "`json()` has answered, and goes on." },
        { text: "204: the last status wins.", right: false, because: "A status goes out with the first byte." },
        { text: "Two answers.", right: false, because: "One request has one answer; count(*) answers, count(*)." },
      ],
    },
    {
      question: "Is the index needed?",
      options: [
        { text: "Yes.", right: true, because: "It alone sees both inserts." },
        { text: "No.", right: false, because: "Two servers see nothing of each other." },
      ],
    },
  ],
} as unknown as Lesson;

const cards = cardsOf([lesson], { version: 1, lessons: {} });

/** Asks with answers given by a learner who reads the options; "stop" ends it. */
async function ask(wished: readonly string[], asking: Partial<Asking> = {}) {
  const said: string[] = [];
  const remembered: [question: number, right: boolean][] = [];
  const left = [...wished];
  const round = await askCards(cards, {
    answers: {
      async choose(options) {
        const wish = left.shift() ?? "stop";
        const shown = said.slice(-options * 3).findLast((line) => line.includes(wish));
        return shown === undefined ? undefined : shown.trim().charCodeAt(0) - "a".charCodeAt(0);
      },
      goOn: async () => left[0] !== "stop at the explanation",
      [Symbol.dispose]: () => undefined,
    },
    say: (line) => said.push(line),
    random: () => 0.5,
    width: 80,
    remember: async (card, right) => void remembered.push([cards.indexOf(card), right]),
    ...asking,
  });
  return { round, remembered, said: `${said.join("\n")}\n` };
}

test.each([80, 40])("a round looks as it was reviewed at %i columns", async (width) => {
  const { said } = await ask(["204", "Yes.", "404"], { width });

  await expect(said).toMatchFileSnapshot(`snapshots/round-${width}.txt`);
});

test("what was wrong is asked again until it is right, and only the first answer counts", async () => {
  const { round, remembered, said } = await ask(["Two", "Yes.", "204", "404"]);

  expect(round).toEqual({ answered: 2, right: 1 });
  expect(remembered).toEqual([
    [0, false],
    [1, true],
  ]);
  expect(said.match(/^Once more, question 1 of 1/gm)).toHaveLength(2);
});

test("stopping keeps what was answered, at a question and at an explanation", async () => {
  expect(await ask(["204", "stop"])).toMatchObject({ round: { answered: 1, right: 0 }, remembered: [[0, false]] });
  expect(await ask(["404", "stop at the explanation"])).toMatchObject({ round: { answered: 1, right: 1 } });
  expect(await ask(["stop"])).toMatchObject({ round: { answered: 0, right: 0 }, remembered: [] });
});

test("the right option is not always at the same letter", async () => {
  const letters = await Promise.all(
    [0, 0.5, 0.99].map(async (number) => {
      const { said } = await ask(["404"], { random: () => number });
      return /^([a-c]): right\.$/m.exec(said)?.[1];
    }),
  );

  expect(new Set(letters).size).toBeGreaterThan(1);
});
