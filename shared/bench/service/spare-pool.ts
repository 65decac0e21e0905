import { availableParallelism, totalmem } from "node:os";
import type { BenchContext } from "../context.ts";
import { BenchTrouble } from "../messages/lesson-failure.ts";
import { endSpare, type Spare, type SpareOptions, startSpare } from "./spare.ts";

/**
 * Spare processes kept ready. With as many as a lesson usually has tests, none is loaded while the learner waits: 0.7 s
 * for eight tests instead of 1.0 s. Each takes 47 MB, which a small machine needs for its editor and browser.
 */
const spareCount = totalmem() >= 8 * 1024 ** 3 ? 8 : 4;

/**
 * Spares that load at the same time. Loading is a quarter of a second of work each; more at once would
 * make the first one wait for all, and slow down the test that runs meanwhile.
 */
const loadingAtOnce = availableParallelism();

/** Kept ready even when the lesson asks for no more: another check follows, on the next save or the next mistake. */
const leastReady = 3;

/** A spare may be killed while it waits, by somebody's hand or for want of memory. */
const spareAttempts = 3;

export type PoolOptions = Pick<BenchContext, "root" | "runId" | "runFolder"> & Pick<SpareOptions, "unwarmed">;

/** Keeps spare processes ready, across runs of a kept worker. */
export class SparePool {
  /** A database to warm the driver on; spares started before it was known come without. */
  warmUrl: string | undefined;
  readonly #options: Omit<SpareOptions, "warmUrl" | "guarded">;
  readonly #startSpare: typeof startSpare;
  readonly #spares: Spare[] = [];
  /** False once a guarded process turned out not to run on this system; `npm run doctor` says so. */
  #guarded = true;
  #wanted = 0;
  #loading = 0;

  constructor(options: PoolOptions, start = startSpare) {
    const { root, runId, runFolder, unwarmed = false } = options;
    this.#startSpare = start;
    this.#options = { root, runId, runFolder, unwarmed };
  }

  /** Sees to it that `wanted` spares will be there, between `leastReady` and `spareCount`. */
  fill(wanted: number): void {
    this.#wanted = Math.min(Math.max(wanted, leastReady), spareCount);
    this.#load();
  }

  /**
   * A spare that is ready and was never used; the caller ends it. `moreTests` is how many will be asked for after this
   * one, so that the pool does not load processes for nothing.
   */
  async take(moreTests: number): Promise<Spare> {
    for (let attempt = 0; attempt < spareAttempts; attempt += 1) {
      const spare = this.#spares.shift() ?? this.#start();
      this.fill(moreTests);
      await spare.ready;
      const { exitCode, signalCode } = spare.child;
      if (exitCode === null && signalCode === null) return spare;
      // By itself, with an error, before it had seen anything of the learner's: its guards were too much for it.
      if (signalCode === null && this.#guarded) this.#startUnguarded();
    }
    throw new BenchTrouble(
      "A process for the service could not be started, three times in a row. Is the machine out of memory? Try `npm ci`.",
    );
  }

  #startUnguarded(): void {
    this.#guarded = false;
    for (const spare of this.#spares.splice(0)) endSpare(spare);
  }

  #load(): void {
    while (this.#spares.length < this.#wanted && this.#loading < loadingAtOnce) this.#spares.push(this.#start());
  }

  #start(): Spare {
    const spare = this.#startSpare({ ...this.#options, warmUrl: this.warmUrl, guarded: this.#guarded });
    this.#loading += 1;
    void spare.ready.then(() => {
      this.#loading -= 1;
      this.#load();
    });
    return spare;
  }

  end(): void {
    this.#wanted = 0;
    for (const spare of this.#spares.splice(0)) endSpare(spare);
  }
}
