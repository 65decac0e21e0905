import { createHash } from "node:crypto";
import { Client } from "pg";
import { collation, fill, joinRole } from "../databases.ts";
import { PostgresError } from "../postgres-error.ts";
import { withDatabase } from "../with-database.ts";
import type { CopyMark } from "./copy-mark.ts";

/** A lesson's database that stays, for `serve`. */
export interface KeptDatabase {
  /** Connects as the database's own role, which owns everything in it and is no superuser. */
  readonly url: string;
  /** `changed`: its tables are of another `schema.sql` than the lesson has now. */
  readonly state: "new" | "kept" | "changed";
}

/*
 * How the course knows its lasting databases. Database and role have the same name, `hood_kept_<copy>_<lesson>`, which
 * is no run's (run-mark.ts), so no clean-up removes them. Before the database comes the role, with this comment: without
 * it nothing of that name is touched. The database's comment, with the hash of its schema.sql, comes last.
 */
const roleComment = "Under the Hood: owns a database that serve keeps";
const filledComment = (schemaSql: string) =>
  `Under the Hood: kept for serve, from schema.sql ${createHash("sha256").update(schemaSql).digest("hex").slice(0, 16)}`;

/** PostgreSQL cuts longer names. */
const nameLimit = 63;

/**
 * The lasting database of one lesson and one copy of the course on this server; made when there is none, and made again
 * when `fresh`. Throws a PostgresError when `schema.sql` does not run, or when the name is somebody else's.
 */
export async function openKeptDatabase(options: {
  readonly adminUrl: string;
  readonly copy: CopyMark;
  readonly lessonId: string;
  readonly schemaSql: string;
  readonly fresh: boolean;
}): Promise<KeptDatabase> {
  const { adminUrl, copy, lessonId, schemaSql, fresh } = options;
  const name = `hood_kept_${copy.id}_${lessonId.replaceAll("-", "_")}`.slice(0, nameLimit);
  const url = roleUrl(adminUrl, name, copy.password);
  const admin = new Client(adminUrl);
  admin.on("error", () => undefined); // the next statement says so
  await admin.connect();
  try {
    // Two uses of one lesson may begin at once. Let go with the connection.
    await admin.query("select pg_advisory_lock(hashtext($1))", [name]);
    await ensureRole(admin, name, copy.password);
    const before = await readComment(admin, name);
    const wanted = filledComment(schemaSql);
    if (before !== null && !fresh) return { url, state: before === wanted ? "kept" : "changed" };
    await admin.query(`drop database if exists ${name} with (force)`); // asked for, or half made
    await admin.query(`
      create database ${name} owner ${name} template template0 encoding 'UTF8' ${await collation(admin)}`);
    await admin.query(`revoke all on database ${name} from public`);
    await fill(withDatabase(adminUrl, name), name, schemaSql);
    await admin.query(`comment on database ${name} is '${wanted}'`);
    return { url, state: "new" };
  } finally {
    await admin.end();
  }
}

async function ensureRole(admin: Client, name: string, password: string): Promise<void> {
  const { rows } = await admin.query<{ comment: string | null }>(
    "select shobj_description(oid, 'pg_authid') as comment from pg_roles where rolname = $1",
    [name],
  );
  const [known] = rows;
  if (known && known.comment !== roleComment) {
    throw new PostgresError(
      "kept-database",
      `The role ${name} on this server is not the course's. Remove or rename it.`,
    );
  }
  if (known) return;
  await admin.query(`
    begin;
    create role ${name} login password '${password}';
    comment on role ${name} is '${roleComment}';
    commit`);
  await joinRole(admin, name);
}

/* Null when there is no such database, or when it was not made to the end. */
async function readComment(admin: Client, name: string): Promise<string | null> {
  const { rows } = await admin.query<{ comment: string | null }>(
    "select shobj_description(oid, 'pg_database') as comment from pg_database where datname = $1",
    [name],
  );
  return rows[0]?.comment ?? null;
}

function roleUrl(adminUrl: string, name: string, password: string): string {
  const url = new URL(withDatabase(adminUrl, name));
  url.username = name;
  url.password = password;
  return url.href;
}
