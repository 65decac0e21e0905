import type { Statement } from "../wire/index.ts";
import { isBoundary } from "./describe-statement.ts";

/**
 * The statements that waited, which is to say that something else had to happen before their answer:
 * - the test acted meanwhile;
 * - with `overtaken`: a statement that was asked later had its answer first, or one that waited had its answer, as when
 *   two wait for each other and PostgreSQL ends one of them.
 * What begins or ends a transaction waits for no row; there it would be chance.
 */
export function findWaiting(
  statements: readonly Statement[],
  own: readonly { readonly at: number }[],
  overtaken: boolean,
): ReadonlySet<Statement> {
  const candidates = statements.filter((statement) => !isBoundary(statement));
  const during = ({ startedAt, endedAt = Number.POSITIVE_INFINITY }: Statement, at: number | undefined): boolean =>
    at !== undefined && startedAt < at && at < endedAt;
  const isOvertaken = (one: Statement): boolean =>
    overtaken && statements.some((other) => other.startedAt > one.startedAt && during(one, other.endedAt));
  const first = candidates.filter((one) => own.some(({ at }) => during(one, at)) || isOvertaken(one));
  const second = candidates.filter((one) => overtaken && first.some(({ endedAt }) => during(one, endedAt)));
  return new Set([...first, ...second]);
}
