import type { Exchange } from "../client/client.ts";
import type { Statement } from "../wire/index.ts";

/** One process of the service: the requests that it got and the SQL that it sent. */
export interface Side {
  readonly exchanges: readonly Exchange[];
  readonly statements: readonly Statement[];
}

/** A request and the process that got it, by its place among the sides. */
export interface Request extends Exchange {
  readonly side: number;
}

/** The last requests of which each overlaps with another, and what came after; none when all came one by one. */
export function lastOverlap(sides: readonly Side[]): Request[] {
  const requests = sides
    .flatMap(({ exchanges }, side) => exchanges.map((exchange) => ({ ...exchange, side })))
    .sort((one, other) => one.startedAt - other.startedAt);
  let begin = 0;
  let latestEnd = Number.NEGATIVE_INFINITY;
  let found: number | undefined;
  for (const [index, { startedAt, endedAt }] of requests.entries()) {
    if (startedAt >= latestEnd) begin = index;
    else found = begin;
    latestEnd = Math.max(latestEnd, endedAt);
  }
  return found === undefined ? [] : requests.slice(found);
}

/** A, B, C ... in the order in which they came. */
export const requestName = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `request ${index + 1}`;
