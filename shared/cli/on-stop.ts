const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * A signal that aborts when somebody wants the command to end: Ctrl-C, a closed terminal, another program. The second
 * time it ends at once; what is left then, the next run removes.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of stopSignals) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort();
    });
  }
  return controller.signal;
}
