import type { Statement } from "../wire/index.ts";

/** When a request was under way, in `performance.now()` milliseconds. */
export interface Span {
  readonly startedAt: number;
  readonly endedAt: number;
}

/**
 * Which request (its place in `requests`) sent each statement of one process; `undefined` unless it can be known of
 * every one. The wire does not name requests, but two things tell:
 * - a request that waits for PostgreSQL's answer asks nothing meanwhile, so when only one other is under way, it was
 *   that one;
 * - a transaction belongs to the request that began it.
 * Where both speak and disagree, nothing is known: then one request works on another's connection.
 */
export function attribute(
  requests: readonly Span[],
  statements: readonly Statement[],
): ReadonlyMap<Statement, number> | undefined {
  const owners = new Map<Statement, number>();
  /** By connection: who sent the statement that was not yet in a transaction. */
  const began = new Map<number, number>();
  for (const statement of statements) {
    const at = statement.startedAt;
    const underWay = [...requests.keys()].filter((index) => isWithin(requests[index], at));
    const waiting = new Set([...owners].filter(([earlier]) => isWithin(earlier, at)).map(([, owner]) => owner));
    const free = underWay.length === 1 ? underWay : underWay.filter((index) => !waiting.has(index));
    const byTurn = free.length === 1 ? free[0] : undefined;
    const byTransaction = statement.inTransaction ? began.get(statement.connection) : undefined;
    const owner = byTurn ?? byTransaction;
    if (owner === undefined || (byTransaction !== undefined && byTransaction !== owner)) return undefined;
    owners.set(statement, owner);
    if (!statement.inTransaction) began.set(statement.connection, owner);
  }
  return owners;
}

const isWithin = (span: { readonly startedAt: number; readonly endedAt?: number } | undefined, at: number): boolean =>
  span !== undefined && span.startedAt <= at && at < (span.endedAt ?? Number.POSITIVE_INFINITY);
