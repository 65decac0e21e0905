import { patience } from "../patience.ts";
import { formatStatements } from "./format-statements.ts";
import type { Statement } from "./statement.ts";
import type { StatementLog } from "./statement-log.ts";

export interface WaitOptions {
  /** Milliseconds, default 3,000: below the 5 s of a test, so that this message is the one that is read. */
  readonly deadlineMs?: number;
  /** A `mark()`: only statements after it count. Default: all so far and to come. */
  readonly since?: number;
}

/**
 * Resolves with the first statement that matches, as soon as it reaches the relay (answered or not). Rejects at the
 * deadline, or when `closing` aborts, with what was expected and what had been seen.
 */
export async function waitForStatement(
  log: StatementLog,
  pattern: RegExp,
  { deadlineMs = 3_000, since = 0 }: WaitOptions,
  closing: AbortSignal,
): Promise<Statement> {
  const matches = ({ text }: Statement): boolean => text.search(pattern) !== -1;
  const already = log.since(since).find(matches);
  if (already) return already;

  const { promise, resolve, reject } = Promise.withResolvers<Statement>();
  const giveUp = (reason: string): void => reject(new Error(describe(reason, pattern, log.since(since))));
  const onClose = (): void => giveUp("before the relay was closed");
  if (closing.aborted) onClose();
  const timer = setTimeout(() => giveUp(`within ${deadlineMs} ms`), patience(deadlineMs));
  const stopListening = log.listen((statement) => {
    if (matches(statement)) resolve(statement);
  });
  closing.addEventListener("abort", onClose);

  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    stopListening();
    closing.removeEventListener("abort", onClose);
  }
}

function describe(reason: string, pattern: RegExp, seen: readonly Statement[]): string {
  const what = `expected a statement that matches ${pattern} ${reason}, `;
  if (seen.length === 0) return `${what}but no statement reached the database`;
  return [`${what}but these reached the database:`, ...formatStatements(seen).map((line) => `  ${line}`)].join("\n");
}
