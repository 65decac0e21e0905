import { setTimeout } from "node:timers/promises";
import type { TestDatabase } from "./database.ts";
import { current } from "./evidence.ts";
import { noteCertainty, patience } from "./patience.ts";
import type { Statement } from "./wire/index.ts";

/** Milliseconds without a step before anybody looks. More than 1 s: then PostgreSQL ends a circle of waiting by itself. */
const stillMs = 1_500;
/** Milliseconds between two looks. */
const lookEvery = 250;

/** What PostgreSQL says of a service's connections that stand still. */
interface Still {
  /** How many statements wait for a lock. */
  readonly waiting: number;
  /** When anything last began or ended. */
  readonly lastStep: string;
}

/**
 * Resolves with true when it is certain that a service waits for ever: a statement of it waits for a lock, a connection of
 * its own that does nothing has the lock, and nothing else is under way. Slowness looks otherwise, so nobody has to wait
 * the whole time of an answer, nor to try again. Only a timer of the service's own is not seen: whoever sleeps that long
 * with a lock would be told the same. False when the signal came first.
 */
export async function untilStandstill(database: TestDatabase, role: string, signal: AbortSignal): Promise<boolean> {
  const findStill = () => lookForStandstill(database, role).catch(() => undefined); // the database is gone: no news
  const sleep = (ms: number) => setTimeout(ms, true, { signal }).catch(() => false);
  for (let pause = patience(stillMs); await sleep(pause); pause = lookEvery) {
    const before = await findStill();
    // A service that answers this has come to all that lay ready for it: an answer of PostgreSQL that it had not read.
    if (!before || !(await servicesAnswer()) || (await findStill())?.lastStep !== before.lastStep) continue;
    if (signal.aborted) return false;
    noteCertainty();
    return true;
  }
  return false;
}

/** What stands still, or nothing while something is on its way: to PostgreSQL, in it, or to a neighbour. */
async function lookForStandstill(database: TestDatabase, role: string): Promise<Still | undefined> {
  const asking = current.relays.flatMap(({ statements }) => [
    ...new Set(statements.filter(isPending).map(ofConnection)),
  ]);
  const calling = current.neighbours.some(({ calls }) => calls.some(({ endedAt }) => endedAt === undefined));
  if (asking.length === 0 || calling) return undefined;
  // A transaction of the test's own will end: it is no standstill.
  const [row] = await database.rows<Still & { still: boolean | null }>(
    `with session as (
       select *, coalesce(wait_event_type = 'Lock', false) as waits, state like 'idle%' as idle
       from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and (usename = $1 or xact_start is not null)
     )
     select count(*) filter (where waits)::int as waiting,
            max(state_change)::text as "lastStep",
            bool_and(usename = $1 and (idle or waits))
              and max(state_change) < clock_timestamp() - $2::int * interval '1 millisecond'
              and bool_or(waits and exists (
                select from session as holder where holder.idle and holder.pid = any(pg_blocking_pids(session.pid))
              )) as still
     from session`,
    [role, stillMs],
  );
  return row?.still && row.waiting === asking.length ? row : undefined;
}

const isPending = ({ outcome }: Statement) => outcome === "pending";
const ofConnection = ({ connection }: Statement) => connection;

async function servicesAnswer(): Promise<boolean> {
  const answers = await Promise.all(current.logs.map(({ service }) => service.flushLog()));
  return answers.every(Boolean);
}
