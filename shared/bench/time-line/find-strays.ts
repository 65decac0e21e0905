import type { Statement } from "../wire/index.ts";
import { beginsTransaction, endsTransaction } from "./describe-statement.ts";

/** What is done for a transaction's sake: rows that are changed, or locked. */
const changesOrLocks = /\b(insert|update|delete|merge|lock|share)\b/i;

/**
 * The statements that show a transaction spread over several connections: each begins one where there is one, or ends
 * one where there is none. Who ends a transaction twice, such as by `rollback` in `finally`, does no harm, and is not
 * among them.
 */
export function findStrays(statements: readonly Statement[]): Statement[] {
  /** Connections that had a transaction, and on which nothing was changed or locked without one since. */
  const clean = new Set<number>();
  return statements.filter(({ text, connection, inTransaction }) => {
    const begins = beginsTransaction(text);
    const ends = endsTransaction(text);
    const isStray = inTransaction ? begins : ends && !clean.has(connection);
    if (begins || ends) clean.add(connection);
    else if (!inTransaction && changesOrLocks.test(text)) clean.delete(connection);
    return isStray;
  });
}
