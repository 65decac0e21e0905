/** Ctrl-C reaches every program at the terminal; while another one is in front it is not meant for this one. */
export async function withoutInterrupt<Result>(work: () => Promise<Result>): Promise<Result> {
  const listeners = process.listeners("SIGINT");
  const ignore = () => undefined;
  process.on("SIGINT", ignore);
  for (const listener of listeners) process.off("SIGINT", listener);
  try {
    return await work();
  } finally {
    for (const listener of listeners) process.on("SIGINT", listener);
    process.off("SIGINT", ignore);
  }
}
