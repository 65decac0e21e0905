import { createHash, randomBytes } from "node:crypto";
import { Client, type ClientBase, Pool, type PoolClient } from "pg";
import { cloneLimits, mayLimitTemporaryFiles, settingsOfRole, withoutTimeouts } from "./clone-limits.ts";
import { dropRole } from "./drop-role.ts";
import { PostgresError } from "./postgres-error.ts";
import { databasePrefix } from "./run-mark.ts";
import { withDatabase } from "./with-database.ts";

/** A database that a lesson's `schema.sql` has filled, from which every test gets its own copy. */
export interface Template {
  readonly name: string;
}

/** One test's own database. */
export interface Clone {
  readonly name: string;
  /** Connects as the administrator; for the test's eyes only. */
  readonly adminUrl: string;
  /** The role that the service gets: it owns everything in this database, can reach no other of this run's, and is limited. */
  readonly role: { readonly name: string; readonly password: string };
  /** Takes the time limits off the role, for connections that are opened from now on. */
  liftTimeouts(): Promise<void>;
  /** Drops database and role, ending every session in it. Throws a PostgresError when they are gone already. */
  drop(): Promise<void>;
}

/** Makes templates and clones on one server. Several processes of a run may each have their own. */
export interface Databases extends AsyncDisposable {
  /** The template for this SQL; made once for the same text. Throws a PostgresError when the SQL does not run. */
  template(schemaSql: string): Promise<Template>;
  clone(template: Template): Promise<Clone>;
}

const filledComment = "Under the Hood: filled";

/** Administrator connections kept open: one creates while another drops. */
const adminConnections = 3;

export function openDatabases(server: { readonly adminUrl: string; readonly runId: string }): Databases {
  const prefix = databasePrefix(server.runId);
  const owner = `${prefix}owner`;
  const admin = new Pool({ connectionString: server.adminUrl, max: adminConnections });
  admin.on("error", () => undefined); // an idle connection was lost: the next query says so
  const templates = new Map<string, Promise<Template>>();
  let mayLimitFiles: Promise<boolean> | undefined;

  return {
    template(schemaSql) {
      const hash = createHash("sha256").update(schemaSql).digest("hex").slice(0, 16);
      const known = templates.get(hash);
      if (known) return known;
      const made = makeTemplate(admin, server.adminUrl, { name: `${prefix}template_${hash}`, owner, schemaSql });
      made.catch(() => templates.delete(hash));
      templates.set(hash, made);
      return made;
    },

    async clone(template) {
      const name = `${prefix}clone_${randomBytes(5).toString("hex")}`;
      const password = randomBytes(12).toString("hex");
      mayLimitFiles ??= mayLimitTemporaryFiles(admin);
      await createClone(admin, { name, password, owner, template, mayLimitFiles: await mayLimitFiles });
      return {
        name,
        adminUrl: withDatabase(server.adminUrl, name),
        role: { name, password },
        liftTimeouts: async () => void (await admin.query(withoutTimeouts(name))),
        async drop() {
          const { rowCount } = await admin.query("select 1 from pg_database where datname = $1", [name]);
          if (!rowCount) throw lost(`A test's database was dropped by somebody else while the test ran (${name}).`);
          await admin.query(`drop database ${name} with (force)`);
          await dropRole(admin, server.adminUrl, name);
        },
      };
    },

    async [Symbol.asyncDispose]() {
      if (!admin.ended) await admin.end();
    },
  };
}

/*
 * Objects in a template belong to one role, `owner`, that nobody can log in as. A clone's role is a member of it, so
 * it owns everything in its clone; and only it may connect there, so membership opens no other clone.
 */
async function createClone(
  admin: Pool,
  options: {
    readonly name: string;
    readonly password: string;
    readonly owner: string;
    readonly template: Template;
    readonly mayLimitFiles: boolean;
  },
): Promise<void> {
  const { name, password, owner, template, mayLimitFiles } = options;
  await admin.query(`
    create role ${name} login password '${password}' connection limit ${cloneLimits.connections} in role ${owner};
    ${settingsOfRole(name, mayLimitFiles)}`);
  await joinRole(admin, name);
  await admin.query(`create database ${name} template ${template.name} strategy file_copy`);
  await admin.query(`
    revoke all on database ${name} from public;
    grant connect, temporary, create on database ${name} to ${name}`);
}

async function makeTemplate(
  admin: Pool,
  adminUrl: string,
  { name, owner, schemaSql }: { name: string; owner: string; schemaSql: string },
): Promise<Template> {
  const client = await admin.connect();
  try {
    // Two processes of a run may want the same template, and the same owner, at once.
    await client.query("select pg_advisory_lock(hashtext($1))", [owner]);
    const { rows } = await client.query<{ state: string | null }>(
      "select shobj_description(oid, 'pg_database') as state from pg_database where datname = $1",
      [name],
    );
    if (rows[0]?.state === filledComment) return { name };
    await client.query(`drop database if exists ${name} with (force)`); // half made by a process that was killed
    await ensureOwner(client, owner);
    await client.query(`create database ${name} template template0 encoding 'UTF8' ${await collation(client)}`);
    await client.query(`revoke all on database ${name} from public`);
    await fill(withDatabase(adminUrl, name), owner, schemaSql);
    await client.query(`comment on database ${name} is '${filledComment}'`);
    return { name };
  } finally {
    await client.query("select pg_advisory_unlock_all()").catch(() => undefined);
    client.release();
  }
}

async function ensureOwner(client: PoolClient, owner: string): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [owner]);
  if (rowCount) return;
  await client.query(`create role ${owner} nologin`);
  await joinRole(client, owner);
}

/** An administrator who is no superuser may act for a role, and end its sessions, only as a member of it. */
export async function joinRole(client: Pool | ClientBase, role: string): Promise<void> {
  await client.query(`
    do $$
    begin
      if not (select rolsuper from pg_roles where rolname = current_user) then
        grant ${role} to current_user;
      end if;
    end $$`);
}

/** Sorted by code point everywhere. The builtin provider came with PostgreSQL 17; before it, C is the nearest. */
export async function collation(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ number: string }>("select current_setting('server_version_num') as number");
  return Number(rows[0]?.number) >= 17_00_00
    ? "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'"
    : "locale_provider libc locale 'C'";
}

/** Runs a lesson's `schema.sql` in an empty database, as its owner. Throws a PostgresError when it does not run. */
export async function fill(url: string, owner: string, schemaSql: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(`alter schema public owner to ${owner}`);
    await client.query(`set role ${owner}`);
    await client.query(schemaSql);
  } catch (error) {
    throw new PostgresError(
      "schema-broken",
      `The lesson's schema.sql does not run: ${describeSqlError(error, schemaSql)}`,
      {
        cause: error,
      },
    );
  } finally {
    await client.end();
  }
}

function describeSqlError(error: unknown, sql: string): string {
  const { message, position } = error as { message: string; position?: string };
  return position ? `${message} (line ${sql.slice(0, Number(position)).split("\n").length})` : message;
}

const lost = (message: string) => new PostgresError("server-lost", `${message} Run the check again.`);
