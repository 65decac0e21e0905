import type { OpenStatement, Statement } from "./statement.ts";

/** The newest ones are what a failure is explained with; a test that sends more than this is about something else. */
const STATEMENTS_LIMIT = 2_000;

/** Every statement in the order of arrival, and those who want to be told of the next. */
export class StatementLog {
  readonly #statements: OpenStatement[] = [];
  readonly #listeners = new Set<(statement: Statement) => void>();
  #count = 0;

  add(
    seen: Pick<Statement, "connection" | "text" | "parameters" | "protocol" | "name" | "inTransaction">,
  ): OpenStatement {
    this.#count += 1;
    const statement: OpenStatement = {
      index: this.#count,
      ...seen,
      outcome: "pending",
      rows: undefined,
      startedAt: performance.now(),
    };
    this.#statements.push(statement);
    if (this.#statements.length > STATEMENTS_LIMIT) this.#statements.shift();
    for (const listener of this.#listeners) {
      try {
        listener(statement);
      } catch (error) {
        // A listener's mistake must reach the test run, but not tear a message apart half-way.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
    return statement;
  }

  /** A copy: what a test holds in its hand does not grow under it (the statements in it do change until answered). */
  all(): readonly Statement[] {
    return [...this.#statements];
  }

  mark(): number {
    return this.#count;
  }

  since(mark: number): readonly Statement[] {
    return this.#statements.filter(({ index }) => index > mark);
  }

  listen(listener: (statement: Statement) => void): () => void {
    const own = (statement: Statement): void => listener(statement);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }
}
