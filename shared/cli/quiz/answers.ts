import { createInterface } from "node:readline";
import { onKey } from "../terminal/keys.ts";
import { words } from "../words/index.ts";
import { letterOf } from "./render-question.ts";

/** Where the learner's answers come from. */
export interface Answers extends Disposable {
  /** The number of the option chosen, from 0; `undefined` when the learner stops. */
  choose(options: number): Promise<number | undefined>;
  /** Waits until the explanation has been read; `false` when the learner stops. */
  goOn(): Promise<boolean>;
}

export type Say = (line: string) => void;

/** One key an answer in a terminal; a line an answer from a pipe, and wherever plain text is wanted. */
export function openAnswers(plain: boolean, say: Say, stop: AbortSignal): Answers {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  return isTerminal && !plain ? keyAnswers(say, stop) : lineAnswers(say, stop);
}

function keyAnswers(say: Say, stop: AbortSignal): Answers {
  // A key pressed while nobody asks is dropped: it was not meant for a question that was not there yet.
  let take: (key: string | undefined) => void = () => undefined;
  const stopped = () => take(undefined);
  const release = onKey((key) => take(key), { closed: stopped });
  stop.addEventListener("abort", stopped);
  const next = async () => {
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    take = resolve;
    if (stop.aborted) stopped();
    const key = await promise;
    take = () => undefined;
    return key === "q" ? undefined : key;
  };
  return {
    async choose(options) {
      say(words.quiz.pressLetter(letters(options)));
      for (let key = await next(); key !== undefined; key = await next()) {
        const chosen = letters(options).indexOf(key);
        if (chosen !== -1) return chosen;
      }
      return undefined;
    },
    async goOn() {
      say(words.quiz.pressKey);
      const key = await next();
      say("");
      return key !== undefined;
    },
    [Symbol.dispose]() {
      stop.removeEventListener("abort", stopped);
      release();
    },
  };
}

function lineAnswers(say: Say, stop: AbortSignal): Answers {
  const input = createInterface({ input: process.stdin, terminal: false });
  const lines = input[Symbol.asyncIterator]();
  const close = () => input.close();
  stop.addEventListener("abort", close);
  return {
    async choose(options) {
      say(words.quiz.typeLetter(letters(options)));
      while (!stop.aborted) {
        const { done, value } = await lines.next();
        const line = (value ?? "").trim().toLowerCase();
        if (done || line === "q") return undefined;
        const chosen = letters(options).indexOf(line);
        if (chosen !== -1) return chosen;
        say(words.quiz.noSuchLetter(line, letters(options)));
      }
      return undefined;
    },
    goOn: async () => true,
    [Symbol.dispose]() {
      stop.removeEventListener("abort", close);
      close();
    },
  };
}

const letters = (options: number) => Array.from({ length: options }, (_, index) => letterOf(index));
