import type { RunReport } from "./compose-verdict.ts";

/*
 * A busy machine can make right code late. A failure that can only be slowness is therefore not believed while the cores
 * have other work: its test runs again, alone and with more patience, and what that shows counts.
 */

/** The share of idle time of all cores below which a machine is busy: a loop of the service's own takes one core. */
export const busyBelow = 0.2;

/** How many times longer everything may take at the second look. */
export const slowPatience = 3;

/** What was seen, with the second look in the place of what was doubted. */
export function afterSecondLook(first: RunReport, second: RunReport, doubted: ReadonlySet<string>): RunReport {
  const isKept = (title: string) => !doubted.has(title);
  const stopped = second.stopped ?? first.stopped;
  return {
    ends: [...first.ends.filter(({ title }) => isKept(title)), ...second.ends.filter(({ title }) => !isKept(title))],
    states: new Map([...(first.states ?? []), ...[...(second.states ?? [])].filter(([title]) => !isKept(title))]),
    errors: [...(first.errors ?? []), ...(second.errors ?? [])],
    ...(first.end &&
      second.end && {
        end: {
          ...second.end,
          faults: [...first.end.faults.filter(({ test }) => isKept(test)), ...second.end.faults],
          troubles: [...first.end.troubles, ...second.end.troubles],
        },
      }),
    ...(stopped && { stopped }),
  };
}
