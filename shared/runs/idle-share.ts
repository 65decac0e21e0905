import { cpus } from "node:os";

/** Starts to measure; the returned function tells which share of all cores' time was idle since then, 0 to 1. */
export function measureIdleShare(): () => number {
  const before = coreTimes();
  return () => {
    const after = coreTimes();
    const total = after.total - before.total;
    return total > 0 ? (after.idle - before.idle) / total : 1;
  };
}

function coreTimes(): { idle: number; total: number } {
  let idle = 0;
  let total = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    total += times.user + times.nice + times.sys + times.idle + times.irq;
  }
  return { idle, total };
}
