import { cleanText } from "../service/log.ts";

/** The three parts of a message. Each is one line. */
export interface Words {
  /** What happened: request, expected, got. */
  readonly what: string;
  /** Why it matters to Grandma. */
  readonly why: string;
  /** Where to look: file, hint. */
  readonly look: string;
}

/** A test's verdict against the service. Everything that reads as the learner's failure is one of these. */
export class LessonFailure extends Error {
  override readonly name = "LessonFailure";
  readonly words: Words;

  constructor(words: Words, options?: ErrorOptions) {
    const clean = cleanWords(words);
    super(`${clean.what}\n${clean.why}\n${clean.look}`, options);
    this.words = clean;
  }
}

/** Words may quote what a service sent, such as a header or a row: one line each, and nothing that a terminal obeys. */
export function cleanWords({ what, why, look }: Words): Words {
  return { what: cleanLine(what), why: cleanLine(why), look: cleanLine(look) };
}

const cleanLine = (text: string) => cleanText(text).replace(/\s*\n\s*/g, " ");

/** The bench itself, or the machine, could not do its part: never the learner's failure. */
export class BenchTrouble extends Error {
  override readonly name = "BenchTrouble";
}

/** Fails the test with these words unless the condition holds. */
export function must(holds: boolean, words: Words): asserts holds {
  if (!holds) throw new LessonFailure(words);
}
