import type { ServerError } from "./server-error.ts";

/** Which statement: the `nth` (default 1) from now on whose text matches (default: any), counted over all connections. */
export interface CutOptions {
  readonly matching?: RegExp;
  readonly nth?: number;
}

export interface FailOptions extends CutOptions {
  /** SQLSTATE, default `XX000` (internal error). */
  readonly code?: string;
  readonly message?: string;
  readonly detail?: string;
  /** Name of the violated constraint, which services look at to tell one 23505 from another. */
  readonly constraint?: string;
}

export interface DelayOptions extends CutOptions {
  /** Without `nth` every matching statement is held back for so many milliseconds. */
  readonly ms: number;
}

/** What is to happen to one statement. A cut wins over all; delay, failure and the loss of the answer add up. */
export interface Fate {
  readonly delayMs: number;
  readonly cut: boolean;
  readonly failure: ServerError | undefined;
  readonly loseAnswer: boolean;
}

type Effect =
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "cut" }
  | { readonly kind: "fail"; readonly error: ServerError }
  | { readonly kind: "lose-answer" };

interface Fault {
  readonly effect: Effect;
  readonly matching: RegExp | undefined;
  /** Undefined: each one that matches. */
  readonly nth: number | undefined;
  seen: number;
}

/** The faults a test has ordered. Each counts the statements since it was ordered, and strikes once (a delay without `nth`: always). */
export class Faults {
  #faults: Fault[] = [];

  fail({ matching, nth = 1, code = "XX000", message, detail, constraint }: FailOptions): void {
    if (!/^[0-9A-Z]{5}$/.test(code) || code === "00000") {
      throw new RangeError(`failStatement: code must be an SQLSTATE such as "23505", got ${JSON.stringify(code)}`);
    }
    const error = {
      code,
      message: message ?? "the test made this statement fail",
      ...(detail === undefined ? {} : { detail }),
      ...(constraint === undefined ? {} : { constraint }),
    };
    this.#add("failStatement", { kind: "fail", error }, matching, nth);
  }

  delay({ matching, nth, ms }: DelayOptions): void {
    if (!(ms >= 0 && ms < 2 ** 31)) throw new RangeError(`delay: ms must be from 0 to ${2 ** 31 - 1}, got ${ms}`);
    this.#add("delay", { kind: "delay", ms }, matching, nth);
  }

  cut({ matching, nth = 1 }: CutOptions): void {
    this.#add("cut", { kind: "cut" }, matching, nth);
  }

  cutAfter({ matching, nth = 1 }: CutOptions): void {
    this.#add("cutAfter", { kind: "lose-answer" }, matching, nth);
  }

  clear(): void {
    this.#faults = [];
  }

  /** To be asked once for each statement, in order of arrival. */
  fateOf(text: string): Fate {
    const effects = this.#faults.filter((fault) => strikes(fault, text)).map(({ effect }) => effect);
    return {
      delayMs: Math.max(0, ...effects.map((effect) => (effect.kind === "delay" ? effect.ms : 0))),
      cut: effects.some(({ kind }) => kind === "cut"),
      failure: effects.find((effect) => effect.kind === "fail")?.error,
      loseAnswer: effects.some(({ kind }) => kind === "lose-answer"),
    };
  }

  #add(caller: string, effect: Effect, matching: RegExp | undefined, nth: number | undefined): void {
    if (nth !== undefined && !(Number.isSafeInteger(nth) && nth >= 1)) {
      throw new RangeError(`${caller}: nth must be 1, 2, 3 ..., got ${nth}`);
    }
    this.#faults.push({ effect, matching, nth, seen: 0 });
  }
}

function strikes(fault: Fault, text: string): boolean {
  // search, unlike test, does not depend on where a /g pattern stopped last time.
  if (fault.matching && text.search(fault.matching) === -1) return false;
  fault.seen += 1;
  return fault.nth === undefined || fault.seen === fault.nth;
}
