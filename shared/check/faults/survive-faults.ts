import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Fault, FaultGroup } from "./fault.ts";
import type { Lane } from "./lane.ts";
import type { Survival } from "./survival.ts";
import { surviveRunner } from "./survive-runner.ts";
import { surviveService } from "./survive-service.ts";

const services = join(dirname(fileURLToPath(import.meta.url)), "services");

export interface Try {
  readonly group: FaultGroup;
  readonly fault: Fault;
}

export interface Result extends Try {
  readonly survival: Survival;
}

export interface SurviveOptions {
  readonly tries: readonly Try[];
  readonly lane: Lane;
  readonly onResult: (result: Result) => void;
  /** Called as each begins, with how many are done. */
  readonly onBegin?: (done: number, fault: Fault) => void;
  /** Aborting leaves those that have not begun; they have no result. */
  readonly signal?: AbortSignal;
}

/**
 * Tries faults one after another: two at once would each be the other's busy machine. One that cannot be tried for want of
 * its files is not survived, and stops no other.
 */
export async function surviveFaults({ tries, lane, onResult, onBegin, signal }: SurviveOptions): Promise<void> {
  for (const [done, one] of tries.entries()) {
    if (signal?.aborted) return;
    onBegin?.(done, one.fault);
    onResult({ ...one, survival: await survive(one, lane, signal) });
  }
}

/** What has no other fault than the time that it took is tried again before that is believed. */
async function survive(one: Try, lane: Lane, signal?: AbortSignal): Promise<Survival> {
  const first = await surviveOnce(one, lane, signal);
  const isSlowOnly = first.seconds > first.limitS && first.problems.length === 1;
  return isSlowOnly && !signal?.aborted ? surviveOnce(one, lane, signal) : first;
}

async function surviveOnce({ group, fault }: Try, lane: Lane, signal?: AbortSignal): Promise<Survival> {
  try {
    if (fault.kind === "runner") return await surviveRunner(fault, lane.root);
    return await surviveService(fault, join(services, group.name, fault.name), lane, signal);
  } catch (error) {
    const problems = [`it could not be tried: ${error instanceof Error ? error.message : String(error)}`];
    return { problems, seconds: 0, limitS: fault.withinS, busy: false };
  }
}
