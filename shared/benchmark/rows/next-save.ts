import type { Bench } from "../bench.ts";
import { within } from "../waiting.ts";

/** Milliseconds; a watcher that needs longer has missed the save. */
const limit = 10_000;

/** Watches a folder as `npm start` does. */
export function watchSaves(bench: Pick<Bench, "watch" | "signal">, folder: string) {
  let noticed = Promise.withResolvers<void>();
  const stop = bench.watch(folder, () => noticed.resolve());
  return {
    /** The next save that the watcher notices; to be asked for before it is made. */
    next(): Promise<void> {
      noticed = Promise.withResolvers<void>();
      return within(noticed.promise, { deadlineMs: limit, what: "The watcher", signal: bench.signal });
    },
    stop,
  };
}
