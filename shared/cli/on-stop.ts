const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Milliseconds within which a second signal is the first one, told twice: of one Ctrl-C or kill the system tells the whole
 * group, and npm or a shell in it tells its child once more.
 */
const sameSignal = 500;

/** Milliseconds in which a command that runs services ends in order. */
const orderlyEnd = 8_000;

/**
 * A signal that aborts when somebody wants the command to end: Ctrl-C, a closed terminal, another program. Who asks a
 * second time cannot wait, and it ends at once; what is left then, the undertaker removes. A terminal closes once only,
 * however many tell of it.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  for (const name of stopSignals) {
    process.on(name, () => {
      const now = performance.now();
      if (firstAt !== undefined && name !== "SIGHUP" && now - firstAt > sameSignal) process.exit(130);
      firstAt ??= now;
      controller.abort();
    });
  }
  return controller.signal;
}

/**
 * Ends the process when it is still there some time after `stop`: nobody waits any more for whatever it waits for. What is
 * left then, the undertaker removes. Returns `stop`.
 */
export function endSoonAfter(stop: AbortSignal, within = orderlyEnd): AbortSignal {
  stop.addEventListener("abort", () => setTimeout(() => process.exit(130), within).unref());
  return stop;
}
