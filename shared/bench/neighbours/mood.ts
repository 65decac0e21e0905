import type { NeighbourAnswer } from "./neighbour-definition.ts";

/** How a neighbour treats its callers. The definition's `answer` runs only where its answer is sent, or where said so. */
export type Mood =
  | { readonly kind: "fine" }
  /** The call takes effect at once; the answer is sent after `ms` (default 300), or when `until` settles. */
  | { readonly kind: "slow"; readonly ms?: number; readonly until?: Promise<unknown> }
  /** Reads the request and never answers. With `takesEffect`, the work is done and only the answer is missing. */
  | { readonly kind: "mute"; readonly takesEffect?: boolean }
  /** Status, headers and half of the body at once; then nothing, or one space every `everyMs`. It never ends. */
  | { readonly kind: "drip"; readonly everyMs?: number }
  /** Nobody listens: connections are refused, open ones reset. The port stays the neighbour's own. */
  | { readonly kind: "down" }
  /** Reads the request, then resets the connection. With `takesEffect`, the work is done before. */
  | { readonly kind: "reset"; readonly takesEffect?: boolean }
  /** Status 200 with an HTML error page (the default) or with JSON that is cut off; or bytes that are not HTTP. */
  | { readonly kind: "garbage"; readonly content?: "html" | "invalid-json" | "not-http" }
  /** Sends the caller to another URL. The default, 307, asks it to repeat method and body there. */
  | { readonly kind: "redirecting"; readonly to: string; readonly status?: 301 | 302 | 303 | 307 | 308 }
  /** Refuses with this answer; without a body, with a short JSON one. */
  | ({ readonly kind: "failing"; readonly status: number } & NeighbourAnswer);

/** The moods that need no further word. */
export type MoodName = Exclude<Mood["kind"], "redirecting" | "failing">;

export interface MoodOptions {
  /** For so many calls; then the neighbour is fine again. */
  readonly times?: number;
}

/** The mood that holds, and those that are meant for one call each. */
export class Moods {
  #lasting: Mood = { kind: "fine" };
  #once: Mood[] = [];

  /** What the next call will meet. */
  get current(): Mood {
    return this.#once[0] ?? this.#lasting;
  }

  /** To be asked once for every call. */
  next(): Mood {
    return this.#once.shift() ?? this.#lasting;
  }

  set(mood: Mood | MoodName, { times }: MoodOptions = {}): void {
    if (times === undefined) {
      this.#lasting = toMood(mood);
      this.#once = [];
      return;
    }
    if (!Number.isInteger(times) || times < 1) throw new RangeError(`times must be 1 or more, got ${times}.`);
    this.setSequence(Array.from({ length: times }, () => mood));
  }

  setSequence(moods: readonly (Mood | MoodName)[]): void {
    const once = moods.map(toMood);
    if (once.some(({ kind }) => kind === "down")) {
      throw new TypeError('A refused connection is never seen, so "down" cannot be counted in calls; use "reset".');
    }
    this.#lasting = { kind: "fine" };
    this.#once = once;
  }
}

const toMood = (mood: Mood | MoodName): Mood => (typeof mood === "string" ? { kind: mood } : mood);
