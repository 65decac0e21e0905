import type { MeasuredRow, Rival, Row } from "./row.ts";
import { isMet, isRatioMet, ratioOf, summarise } from "./statistics.ts";

/** A row with everything that is computed from it, for programs. Numbers are in the row's unit. */
export function toJson(row: Row): object {
  if ("skipped" in row) return row;
  return {
    ...row,
    ...summarise(row.samples),
    met: isMet(row),
    rivals: row.rivals.map((rival) => rivalJson(row, rival)),
  };
}

function rivalJson({ samples }: MeasuredRow, rival: Rival): object {
  if ("skipped" in rival) return rival;
  const ratio = ratioOf(samples, rival);
  return { ...rival, ...summarise(rival.samples), ratio, met: isRatioMet(ratio, rival.target) };
}
