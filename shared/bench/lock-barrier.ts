import type { TestDatabase } from "./database.ts";
import { current } from "./evidence.ts";

/** Milliseconds until a request that does not wait for the lock is let go on. */
const waitBound = 1_000;
/** Milliseconds between two looks at who waits. */
const lookEvery = 5;

export interface LockBarrier<Result> {
  /** Takes the lock inside the test's own transaction: an update of the contended row, or an insert. */
  readonly hold: string;
  readonly parameters?: readonly unknown[];
  /** Started in this order while the lock is held, each once those before it wait. */
  readonly requests: readonly (() => Promise<Result>)[];
}

/**
 * Forces requests to meet: holds a lock, starts the requests one after the other, each when PostgreSQL says that those
 * before it wait for a lock (or have their answer, or the bound passes, for a service that does not go that far), and
 * rolls its own transaction back. So code that checks first and acts later is caught every time, and right code passes
 * every time, in milliseconds.
 */
export async function lockBarrier<Result>(
  database: TestDatabase,
  { hold, parameters = [], requests }: LockBarrier<Result>,
): Promise<Result[]> {
  const holder = await database.open();
  const say = async (sql: string, values: readonly unknown[] = []) => {
    current.own.push({ text: sql, at: performance.now() });
    await holder.query(sql, [...values]);
  };
  try {
    await say("begin");
    await say(hold, parameters);
    const answers: Promise<Result>[] = [];
    let answered = 0;
    for (const start of requests) {
      const answer = start();
      const count = () => {
        answered += 1;
      };
      answer.then(count, count); // a failure is told to the caller below
      answers.push(answer);
      await until(async () => answered + (await waiting(database)) >= answers.length);
    }
    await say("rollback");
    return await Promise.all(answers);
  } finally {
    await holder.end();
  }
}

async function waiting(database: TestDatabase): Promise<number> {
  const [row] = await database.rows<{ waiting: number }>(
    `select count(distinct pg_locks.pid)::int as waiting
     from pg_locks
     join pg_stat_activity on pg_stat_activity.pid = pg_locks.pid
     where not granted and datname = current_database()`,
  );
  return row?.waiting ?? 0;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const bound = performance.now() + waitBound;
  while (performance.now() < bound && !(await holds())) await new Promise((resolve) => setTimeout(resolve, lookEvery));
}
