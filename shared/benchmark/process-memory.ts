import { readdirSync, readFileSync } from "node:fs";

export interface ProcessMemory {
  readonly pid: number;
  readonly command: string;
  /** Memory that is shared counts for each sharer by its share: the sum is what the processes occupy together. */
  readonly pssMb: number;
  /** Memory that is shared counts in full for each: the sum says more than is occupied. */
  readonly rssMb: number;
}

/** A process and all that descend from it; only on Linux. One that ends meanwhile is left out. */
export function memoryOfTree(pid: number): ProcessMemory[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    // The command's name, in brackets, may hold anything; the parent is the second word behind it.
    const parent = /^\d+$/.test(name) && /.*\) \S (\d+)/s.exec(read(`/proc/${name}/stat`) ?? "")?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const belongs = (candidate: number): boolean => {
    for (let at: number | undefined = candidate; at !== undefined && at > 1; at = parents.get(at)) {
      if (at === pid) return true;
    }
    return false;
  };
  return [...parents.keys()].filter(belongs).flatMap((candidate) => {
    const rollup = read(`/proc/${candidate}/smaps_rollup`);
    if (!rollup) return [];
    const command = (read(`/proc/${candidate}/cmdline`) ?? "").replaceAll("\0", " ").trim();
    return [{ pid: candidate, command, pssMb: megabytes(rollup, "Pss"), rssMb: megabytes(rollup, "Rss") }];
  });
}

function megabytes(rollup: string, name: string): number {
  return Number(new RegExp(`^${name}: +(\\d+) kB`, "m").exec(rollup)?.[1] ?? 0) / 1024;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
