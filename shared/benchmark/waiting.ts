import { setTimeout as wait } from "node:timers/promises";

/** Milliseconds in which a spare process is loaded and a plain Vitest is done with its run: between two saves. */
const restTime = 1_500;

/** Lets everything that a measurement set off come to rest, as between two saves of a person. */
export async function rest(signal: AbortSignal): Promise<void> {
  await wait(restTime, undefined, { signal });
}

/** The same promise, given up when the user stops the command, or after the deadline with an error that says for what. */
export async function within<Value>(
  promise: Promise<Value>,
  { deadlineMs, what, signal }: { readonly deadlineMs: number; readonly what: string; readonly signal: AbortSignal },
): Promise<Value> {
  const done = new AbortController();
  const late = wait(deadlineMs, undefined, { signal: AbortSignal.any([signal, done.signal]) }).then(() => {
    throw new Error(`${what}: nothing after ${deadlineMs / 1_000} s`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    done.abort();
    late.catch(() => undefined);
  }
}
