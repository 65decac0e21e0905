import type { ChildProcess } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { onLine } from "#shared/runs/on-line.ts";
import type { LimitsReport } from "./limits.ts";
import { endSpare, startSpare, systemEnvironment } from "./spare.ts";
import { treeLook } from "./tree.ts";

/** What a service was really kept from on this system. */
export interface GuardsReport {
  /** A guarded process starts, loads a service and lets it write in its temporary folder; or only one without guards. */
  readonly runs: "guarded" | "unguarded" | "not at all";
  /** It could not write beside its folder, nor read there. */
  readonly wallHolds: boolean;
  /** The operating system's limits, read back; `undefined` where there are none. */
  readonly limits: LimitsReport | undefined;
  /** Its memory and what it starts can be seen. */
  readonly treeSeen: boolean;
}

interface Attempts {
  readonly own: boolean;
  readonly written: boolean;
  readonly read: boolean;
}

/* The service that tries it. It stays until it is ended, so that its tree can be looked at. */
const burglar = (outside: { readonly write: string; readonly read: string }) => `
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const works = (attempt: () => void): boolean => {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
};
console.log(JSON.stringify({
  own: works(() => writeFileSync(join(tmpdir(), "own"), "")),
  written: works(() => writeFileSync(${JSON.stringify(outside.write)}, "")),
  read: works(() => readFileSync(${JSON.stringify(outside.read)})),
}));
setInterval(() => undefined, 1000);
`;

interface Place {
  readonly root: string;
  readonly runId: string;
  readonly runFolder: string;
}

/**
 * Starts one process as every service is started, and lets it try what the guards are there for; when it does not run,
 * one without guards, which tells whether they are why. Takes half a second.
 */
export async function tryGuards(place: Place, start = startSpare): Promise<GuardsReport> {
  const { hasRun, ...found } = await breakOut(place, start, true);
  if (hasRun) return { runs: "guarded", ...found };
  const unguarded = await breakOut(place, start, false);
  return { runs: unguarded.hasRun ? "unguarded" : "not at all", ...found };
}

async function breakOut({ root, runId, runFolder }: Place, start: typeof startSpare, guarded: boolean) {
  const folder = join(runFolder, "source-guards");
  const entry = join(folder, "src", "server.ts");
  const read = join(runFolder, "beside-the-source");
  mkdirSync(join(folder, "src"), { recursive: true });
  writeFileSync(read, "");
  writeFileSync(entry, burglar({ write: join(runFolder, "written-by-a-service"), read }));
  const spare = start({ root, runId, runFolder, warmUrl: undefined, guarded });
  try {
    await spare.ready;
    const { limits, temporaryFolder, child } = spare;
    const find = treeLook({ pid: child.pid ?? 0, temporaryFolder });
    const made = firstLine(child);
    spare.claim({ entry, folder, env: systemEnvironment(temporaryFolder), inspectPort: undefined });
    const attempts = await made;
    const tree = (await find?.()) ?? [];
    return {
      hasRun: attempts?.own === true,
      wallHolds: attempts !== undefined && !attempts.written && !attempts.read,
      limits,
      treeSeen: tree.some(({ pid, residentBytes }) => pid === child.pid && residentBytes > 0),
    };
  } finally {
    endSpare(spare);
  }
}

function firstLine(child: ChildProcess): Promise<Attempts | undefined> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
    return Promise.resolve(undefined);
  return new Promise((resolve) => {
    onLine(child.stdout as Socket, (line) => resolve(JSON.parse(line) as Attempts));
    child.once("exit", () => resolve(undefined));
  });
}
