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
  /** Each takes one fault at a time. */
  readonly lanes: readonly Lane[];
  /** Called in the order of `tries`, each as soon as all before it are done. */
  readonly onResult: (result: Result) => void;
  /** Called as each begins, with how many are done. */
  readonly onBegin?: (done: number, fault: Fault) => void;
  /** Aborting leaves those that have not begun; they have no result. */
  readonly signal?: AbortSignal;
}

/** Tries faults side by side. One that cannot be tried for want of its files is not survived, and stops no other. */
export async function surviveFaults({ tries, lanes, onResult, onBegin, signal }: SurviveOptions): Promise<void> {
  const results: (Result | undefined)[] = tries.map(() => undefined);
  let told = 0;
  let begun = 0;
  let done = 0;
  const lane = async (place: Lane) => {
    while (begun < tries.length && !signal?.aborted) {
      const index = begun++;
      const next = tries[index];
      if (!next) return;
      onBegin?.(done, next.fault);
      results[index] = { ...next, survival: await survive(next, place, signal) };
      done += 1;
      for (let result = results[told]; result; result = results[++told]) onResult(result);
    }
  };
  await Promise.all(lanes.map(lane));
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
