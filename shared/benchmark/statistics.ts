import type { MeasuredRival, MeasuredRow, RatioTarget } from "./row.ts";

export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly count: number;
}

/** Throws when there is nothing to sum up. */
export function summarise(samples: readonly number[]): Summary {
  const sorted = [...samples].sort((a, b) => a - b);
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) throw new Error("nothing was measured");
  return { median: median(sorted), min, max, count: sorted.length };
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2;
}

/** `undefined` when nothing was promised. */
export function isMet({ samples, target }: Pick<MeasuredRow, "samples" | "target">): boolean | undefined {
  if (!target) return undefined;
  const { median, max } = summarise(samples);
  return (target.of === "every" ? max : median) < target.below;
}

/** How many times faster than the rival ours is, by the medians; `within` asks the other way round. */
export function ratioOf(ours: readonly number[], rival: Pick<MeasuredRival, "samples" | "target">): number {
  const [mine, theirs] = [summarise(ours).median, summarise(rival.samples).median];
  return rival.target && "within" in rival.target ? mine / theirs : theirs / mine;
}

export function isRatioMet(ratio: number, target: RatioTarget | undefined): boolean | undefined {
  if (!target) return undefined;
  return "faster" in target ? ratio >= target.faster : ratio <= target.within;
}
