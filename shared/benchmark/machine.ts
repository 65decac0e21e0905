import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, type as systemName, totalmem } from "node:os";

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Programs that wanted a core during the last minute: above 0.5 a core, somebody else is being measured too. */
  readonly load: number;
}

export function machine(): Machine {
  return {
    processor: cpus()[0]?.model.trim().replace(/\s+/g, " ") || process.arch,
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: distribution() ?? `${systemName()} ${release()}`,
    node: process.version,
    load: loadavg()[0] ?? 0,
  };
}

function distribution(): string | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    const name = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
    return name && `${name}, Linux ${release()}`;
  } catch {
    return undefined;
  }
}
