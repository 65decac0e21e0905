import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { cloneLimits, readLimits } from "./clone-limits.ts";
import { databaseLimits } from "./database-limits.ts";
import { type Clone, openDatabases } from "./databases.ts";
import { claimServer, databasePrefix, releaseServer, removeDeadRunsDatabases } from "./run-mark.ts";
import { withDatabase } from "./with-database.ts";

const { adminUrl } = inject("postgres");
const schema = "create table cards (id int primary key, title text); insert into cards values (1, 'Otter');";

async function connect(url: string): Promise<Client> {
  const client = new Client(url);
  client.on("error", () => undefined);
  await client.connect();
  onTestFinished(() => client.end().catch(() => undefined));
  return client;
}

/** A run of its own on the tests' server, as another process would have it. */
async function openTestRun(url = adminUrl) {
  const runId = randomBytes(6).toString("hex");
  const admin = await connect(url);
  await claimServer(admin, runId, { ownServer: false });
  const databases = openDatabases({ adminUrl: url, runId });
  onTestFinished(async () => {
    await databases[Symbol.asyncDispose]();
    await removeDeadRunsDatabases(await connect(adminUrl), adminUrl).catch(() => undefined);
  });
  return { runId, admin, databases };
}

function roleUrl({ adminUrl: url, role }: Clone, database?: string): string {
  const own = new URL(url);
  own.username = role.name;
  own.password = role.password;
  if (database) own.pathname = `/${database}`;
  return own.href;
}

/** A database that lets everybody in, such as `postgres` on a server that is not ours alone. */
async function openToAll(): Promise<string> {
  const name = `open_${randomBytes(4).toString("hex")}`;
  const admin = await connect(adminUrl);
  await admin.query(`create database ${name}`);
  onTestFinished(async () => void (await admin.query(`drop database ${name} with (force)`)));
  return name;
}

async function names(sql: string, ...parameters: unknown[]): Promise<string[]> {
  const client = await connect(adminUrl);
  return (await client.query<{ name: string }>(sql, parameters)).rows.map(({ name }) => name);
}

const databasesOf = (runId: string) =>
  names("select datname as name from pg_database where starts_with(datname, $1)", databasePrefix(runId));
const rolesOf = (runId: string) =>
  names("select rolname as name from pg_roles where starts_with(rolname, $1)", databasePrefix(runId));

test("clones of one template hold its rows and do not see each other's changes", async () => {
  const { databases } = await openTestRun();
  const template = await databases.template(schema);
  const [first, second] = [await databases.clone(template), await databases.clone(template)];

  await (await connect(roleUrl(first))).query("insert into cards values (2, 'Robin')");

  const count = "select count(*)::int as count from cards";
  expect((await (await connect(roleUrl(first))).query(count)).rows).toEqual([{ count: 2 }]);
  expect((await (await connect(roleUrl(second))).query(count)).rows).toEqual([{ count: 1 }]);
});

test("a template is made once for the same text, also by two processes at once", async () => {
  const { databases, runId } = await openTestRun();
  await using other = openDatabases({ adminUrl, runId });

  const made = await Promise.all([databases.template(schema), other.template(schema), databases.template(schema)]);

  expect(new Set(made.map(({ name }) => name)).size).toBe(1);
  expect(await databasesOf(runId)).toHaveLength(1);
});

test("a service's role owns its tables, is no superuser, and reaches no other database of ours", async () => {
  const { databases } = await openTestRun();
  const template = await databases.template(schema);
  const [mine, other] = [await databases.clone(template), await databases.clone(template)];
  const service = await connect(roleUrl(mine));

  await service.query("alter table cards add column price int; create table more (id int); create schema shelf");
  const { rows } = await service.query("select rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = $1", [
    mine.role.name,
  ]);

  expect(rows).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false }]);
  for (const database of [other.name, template.name, "postgres", "template1"]) {
    await expect(new Client(roleUrl(mine, database)).connect()).rejects.toThrow("permission denied for database");
  }
});

test("the server applies the limits to a service's role, and says so to whoever asks", async () => {
  const { runId } = await openTestRun();

  const limits = await databaseLimits({ adminUrl, runId });

  expect(limits).toEqual(cloneLimits);
  expect(await databasesOf(runId)).toEqual([expect.stringContaining("template")]);
});

test("one connection more than the limit is refused, and nobody else notices", async () => {
  const { databases } = await openTestRun();
  const template = await databases.template(schema);
  const [mine, other] = [await databases.clone(template), await databases.clone(template)];
  await Promise.all(Array.from({ length: cloneLimits.connections }, () => connect(roleUrl(mine))));

  await expect(new Client(roleUrl(mine)).connect()).rejects.toMatchObject({
    code: "53300",
    message: `too many connections for role "${mine.role.name}"`,
  });

  await connect(roleUrl(other));
  await connect(mine.adminUrl);
});

test("the time limits can be lifted, for a person who stands at a breakpoint", async () => {
  const { databases } = await openTestRun();
  const clone = await databases.clone(await databases.template(schema));

  await clone.liftTimeouts();

  expect(await readLimits(await connect(roleUrl(clone)))).toEqual({
    ...cloneLimits,
    statementTimeout: undefined,
    idleInTransactionTimeout: undefined,
  });
});

test("text sorts by code point", async () => {
  const { databases } = await openTestRun();
  const clone = await databases.clone(await databases.template(schema));

  const { rows } = await (await connect(roleUrl(clone))).query(
    "select string_agg(w, '' order by w) as sorted from unnest('{b,A,ä,a,B}'::text[]) w",
  );

  expect(rows).toEqual([{ sorted: "ABabä" }]);
});

test("a schema that does not run is refused with its line", async () => {
  const { databases } = await openTestRun();

  await expect(databases.template("create table a (id int);\n\ncreate tabel b (id int);")).rejects.toThrow(
    'The lesson\'s schema.sql does not run: syntax error at or near "tabel" (line 3)',
  );
});

test("a dropped clone takes its role and its sessions with it", async () => {
  const { databases, runId } = await openTestRun();
  const clone = await databases.clone(await databases.template(schema));
  await (await connect(roleUrl(clone))).query("begin; lock table cards");

  await clone.drop();

  expect(await databasesOf(runId)).toEqual([expect.stringContaining("template")]);
  expect(await rolesOf(runId)).not.toContain(clone.role.name);
});

test("what a dead run left is removed, what a living run has and what others made is not", async () => {
  const dead = await openTestRun();
  const living = await openTestRun();
  const bystander = `hood_${randomBytes(6).toString("hex")}_clone`;
  await dead.databases.clone(await dead.databases.template(schema));
  await living.databases.clone(await living.databases.template(schema));
  await living.admin.query(`create database ${bystander}`);
  await dead.databases[Symbol.asyncDispose]();
  await dead.admin.end(); // its lock goes with its connection, as when it is killed

  await removeDeadRunsDatabases(await connect(adminUrl), adminUrl);

  expect([await databasesOf(dead.runId), await rolesOf(dead.runId)]).toEqual([[], []]);
  expect(await databasesOf(living.runId)).toHaveLength(2);
  expect(await names("select datname as name from pg_database where datname = $1", bystander)).toEqual([bystander]);
  await living.admin.query(`drop database ${bystander}`);
});

test("a run that reached the server through another database is alive all the same", async () => {
  const { admin, databases } = await openTestRun();
  const other = `elsewhere_${randomBytes(4).toString("hex")}`;
  await admin.query(`create database ${other}`);
  const url = new URL(adminUrl);
  url.pathname = `/${other}`;
  const elsewhere = await openTestRun(url.href);
  await elsewhere.databases.clone(await elsewhere.databases.template(schema));

  await removeDeadRunsDatabases(admin, adminUrl);

  expect(await databasesOf(elsewhere.runId)).toHaveLength(2);
  await elsewhere.databases[Symbol.asyncDispose]();
  await releaseServer(elsewhere.admin, adminUrl, elsewhere.runId);
  await elsewhere.admin.end();
  await databases[Symbol.asyncDispose]();
  await admin.query(`drop database ${other} with (force)`);
});

test("a run that ends leaves neither databases nor roles", async () => {
  const { databases, admin, runId } = await openTestRun();
  await databases.clone(await databases.template(schema));

  await releaseServer(admin, adminUrl, runId);

  expect([await databasesOf(runId), await rolesOf(runId)]).toEqual([[], []]);
});

test("what a service has made in a database that lets everybody in goes with its role", async () => {
  const { databases, admin, runId } = await openTestRun();
  const open = await openToAll();
  const dropped = await databases.clone(await databases.template(schema));
  const left = await databases.clone(await databases.template(schema));
  for (const clone of [dropped, left]) {
    await (await connect(roleUrl(clone, open))).query("select lo_create(0)");
  }

  await dropped.drop();
  await releaseServer(admin, adminUrl, runId);

  const { rowCount } = await (await connect(withDatabase(adminUrl, open))).query("select from pg_largeobject_metadata");
  expect([await rolesOf(runId), rowCount]).toEqual([[], 0]);
});

test("an administrator who is no superuser can do all of it", async () => {
  const name = `tester_${randomBytes(4).toString("hex")}`;
  const superuser = await connect(adminUrl);
  await superuser.query(`create role ${name} login password 'otter' createdb createrole`);
  await superuser.query(`grant connect on database postgres to ${name}`);
  const url = new URL(adminUrl);
  url.username = name;
  url.password = "otter";
  const { databases, admin, runId } = await openTestRun(url.href);

  const clone = await databases.clone(await databases.template(schema));
  await (await connect(roleUrl(clone))).query("begin; insert into cards values (2, 'Robin')");
  const seen = await (await connect(clone.adminUrl)).query("select title from cards");
  const limits = await databaseLimits({ adminUrl: url.href, runId });
  await (await connect(roleUrl(clone, await openToAll()))).query("select lo_create(0)");
  await clone.drop();
  await releaseServer(admin, url.href, runId);

  expect(seen.rows).toEqual([{ title: "Otter" }]);
  expect(limits).toEqual({ ...cloneLimits, temporaryFiles: undefined }); // which only a superuser may limit
  expect([await databasesOf(runId), await rolesOf(runId)]).toEqual([[], []]);
  await admin.end();
  await superuser.query(`drop owned by ${name}; drop role ${name}`);
});
