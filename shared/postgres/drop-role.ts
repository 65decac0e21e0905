import { Client, type ClientBase, type Pool } from "pg";
import { withDatabase } from "./with-database.ts";

/** What PostgreSQL says of a role that still owns something. */
const ownsSomething = "2BP01";

/**
 * Drops a role whose own database is gone already. A service may have made something in another database of the server
 * that lets everybody in, such as a large object; that belongs to the role, and goes first. `adminUrl`: where `admin` is.
 */
export async function dropRole(admin: ClientBase | Pool, adminUrl: string, role: string): Promise<void> {
  try {
    await admin.query(`drop role if exists ${role}`);
  } catch (error) {
    if ((error as { code?: unknown }).code !== ownsSomething) throw error;
    for (const database of await databasesWithThingsOf(admin, role)) {
      await dropOwned(withDatabase(adminUrl, database), role);
    }
    await admin.query(`drop role if exists ${role}`);
  }
}

async function databasesWithThingsOf(admin: ClientBase | Pool, role: string): Promise<string[]> {
  const { rows } = await admin.query<{ datname: string }>(
    `select distinct datname
     from pg_shdepend
     join pg_database on pg_database.oid = dbid
     where refclassid = 'pg_authid'::regclass and refobjid = (select oid from pg_roles where rolname = $1)`,
    [role],
  );
  return rows.map(({ datname }) => datname);
}

async function dropOwned(url: string, role: string): Promise<void> {
  const client = new Client(url);
  client.on("error", () => undefined); // the query says so
  try {
    await client.connect();
    await client.query(`drop owned by ${role}`);
  } finally {
    await client.end();
  }
}
