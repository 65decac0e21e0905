/** How many calls are left in a period; what the networks tell in their rate-limit headers. */
export interface CallLimit {
  readonly limit: number;
  /** Below zero: this call was one too many. */
  readonly remaining: number;
  /** When the count starts anew. */
  readonly resetsAt: Date;
}

/** Counts calls in periods that follow the clock (0 to 5, 5 to 10 minutes past ...), as Mastodon's do. */
export class CallCounter {
  readonly #limit: number;
  readonly #periodMs: number;
  #used = 0;
  #resetsAt = 0;
  #usedUpForMs: number | undefined;

  constructor(limit: number, periodMs: number) {
    this.#limit = limit;
    this.#periodMs = periodMs;
  }

  /** From the next call on, for so long, every call is one too many. */
  useUp({ forMs }: { readonly forMs: number }): void {
    this.#usedUpForMs = forMs;
  }

  /** Counts the call that comes now, in milliseconds since 1970. */
  count(now = Date.now()): CallLimit {
    if (this.#usedUpForMs !== undefined) {
      this.#used = this.#limit;
      this.#resetsAt = now + this.#usedUpForMs;
      this.#usedUpForMs = undefined;
    } else if (now >= this.#resetsAt) {
      this.#used = 0;
      this.#resetsAt = now - (now % this.#periodMs) + this.#periodMs;
    }
    this.#used += 1;
    return { limit: this.#limit, remaining: this.#limit - this.#used, resetsAt: new Date(this.#resetsAt) };
  }
}
