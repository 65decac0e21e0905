import type { Client } from "pg";
import { dropRole } from "./drop-role.ts";

/*
 * How this project knows its own databases and roles on a server that it shares with others. Before a run creates
 * anything, it creates the role `hood_<run id>_mark` with the comment below, in one transaction. All else that it
 * creates has `hood_<run id>_` in front of its name. The run holds an advisory lock for as long as it lives, so a mark
 * whose lock nobody holds belongs to a run that is dead, wherever it ran. Such a lock belongs to one database and a
 * mark to the whole server, so who holds it is looked up in pg_locks, which shows every database's.
 */
const markComment = "Under the Hood: databases and roles of this run may be removed when nobody holds its lock";

/** The first key of the advisory lock; the second is taken from the run's id. "HOOD" in ASCII. */
const lockSpace = 0x48_4f_4f_44;

export const databasePrefix = (runId: string): string => `hood_${runId}_`;
const markRole = (runId: string): string => `${databasePrefix(runId)}mark`;
const lockKey = (runId: string): number => Number.parseInt(runId.slice(0, 7), 16);

/** Marks the server as used by this run. `admin` holds the lock, so it must stay connected until the end. */
export async function claimServer(admin: Client, runId: string, options: { ownServer: boolean }): Promise<void> {
  await admin.query("select pg_advisory_lock($1, $2)", [lockSpace, lockKey(runId)]);
  await admin.query(`
    begin;
    create role ${markRole(runId)} nologin;
    comment on role ${markRole(runId)} is '${markComment}';
    commit`);
  // A server that is ours alone: learners' roles have no business in its maintenance databases.
  if (options.ownServer) await admin.query("revoke connect, temporary on database postgres, template1 from public");
}

/** Removes everything this run created. `adminUrl`: where `admin` is connected. */
export async function releaseServer(admin: Client, adminUrl: string, runId: string): Promise<void> {
  await dropRun(admin, adminUrl, runId);
  await admin.query("select pg_advisory_unlock($1, $2)", [lockSpace, lockKey(runId)]);
}

/** Removes what killed runs left on this server, and nothing else. */
export async function removeDeadRunsDatabases(admin: Client, adminUrl: string): Promise<number> {
  const { rows } = await admin.query<{ rolname: string }>(
    `select rolname
     from pg_roles
     join pg_shdescription on objoid = pg_roles.oid and classoid = 'pg_authid'::regclass
     where rolname ~ '^hood_[0-9a-f]{12}_mark$' and description = $1`,
    [markComment],
  );
  let removed = 0;
  for (const { rolname } of rows) {
    const runId = rolname.slice("hood_".length, -"_mark".length);
    if (await isHeld(admin, runId)) continue;
    await dropRun(admin, adminUrl, runId);
    removed += 1;
  }
  return removed;
}

async function isHeld(admin: Client, runId: string): Promise<boolean> {
  const { rowCount } = await admin.query(
    "select from pg_locks where locktype = 'advisory' and granted and classid = $1 and objid = $2",
    [lockSpace, lockKey(runId)],
  );
  return rowCount !== 0;
}

async function dropRun(admin: Client, adminUrl: string, runId: string): Promise<void> {
  const databases = await admin.query<{ datname: string }>(
    "select datname from pg_database where starts_with(datname, $1)",
    [databasePrefix(runId)],
  );
  for (const { datname } of databases.rows) await admin.query(`drop database if exists ${datname} with (force)`);
  const roles = await admin.query<{ rolname: string }>(
    "select rolname from pg_roles where starts_with(rolname, $1) order by rolname = $2",
    [databasePrefix(runId), markRole(runId)], // the mark last: without it nobody could prove that the rest is ours
  );
  for (const { rolname } of roles.rows) await dropRole(admin, adminUrl, rolname);
}
