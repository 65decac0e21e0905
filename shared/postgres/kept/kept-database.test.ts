import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { removeDeadRunsDatabases } from "../run-mark.ts";
import { openKeptDatabase } from "./kept-database.ts";

const { adminUrl } = inject("postgres");
const schemaSql = "create table cards (title text); insert into cards values ('Otter');";

async function connect(url: string): Promise<Client> {
  const client = new Client(url);
  client.on("error", () => undefined);
  await client.connect();
  onTestFinished(() => client.end().catch(() => undefined));
  return client;
}

/** A copy of the course of its own, whose databases are removed after the test. */
function openCopy() {
  const copy = { id: randomBytes(4).toString("hex"), password: "0123456789abcdef" };
  const name = `hood_kept_${copy.id}_card_shelf`;
  onTestFinished(async () => {
    const admin = new Client(adminUrl);
    await admin.connect();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`drop role if exists ${name}`);
    await admin.end();
  });
  const open = (changes: { schemaSql?: string; fresh?: boolean } = {}) =>
    openKeptDatabase({ adminUrl, copy, lessonId: "card-shelf", schemaSql, fresh: false, ...changes });
  return { open, name };
}

const titles = async (url: string) =>
  (await (await connect(url)).query<{ title: string }>("select title from cards order by title")).rows.map(
    ({ title }) => title,
  );

test("rows stay from one use to the next, at the same address", async () => {
  const { open } = openCopy();
  const first = await open();
  await (await connect(first.url)).query("insert into cards values ('Robin')");

  const second = await open();

  expect([first.state, second.state]).toEqual(["new", "kept"]);
  expect(second.url).toBe(first.url);
  expect(await titles(second.url)).toEqual(["Otter", "Robin"]);
});

test("a changed schema.sql is said and changes nothing; fresh makes the database anew", async () => {
  const { open } = openCopy();
  const { url } = await open();
  await (await connect(url)).query("insert into cards values ('Robin')");
  const changed = "create table cards (title text); insert into cards values ('Fox');";

  expect((await open({ schemaSql: changed })).state).toBe("changed");
  expect(await titles(url)).toEqual(["Otter", "Robin"]);
  expect((await open({ schemaSql: changed, fresh: true })).state).toBe("new");
  expect(await titles(url)).toEqual(["Fox"]);
  expect((await open({ schemaSql: changed })).state).toBe("kept");
});

test("a database that was not made to the end is made again", async () => {
  const { open } = openCopy();
  await expect(open({ schemaSql: "create table cards (title text); nonsense" })).rejects.toThrow("schema.sql");

  const { url, state } = await open();

  expect(state).toBe("new");
  expect(await titles(url)).toEqual(["Otter"]);
});

test("its role owns it, is no superuser, and nobody else may connect", async () => {
  const { open, name } = openCopy();
  const { url } = await open();

  const { rows } = await (await connect(url)).query(
    `select rolsuper or rolcreatedb or rolcreaterole as powerful,
            has_database_privilege('pg_monitor', datname, 'connect') as open,
            pg_get_userbyid(datdba) as owner
     from pg_roles, pg_database
     where rolname = current_user and datname = current_database()`,
  );

  expect(rows).toEqual([{ powerful: false, open: false, owner: name }]);
});

test("the clean-up of dead runs leaves it alone", async () => {
  const { open } = openCopy();
  await open();

  await removeDeadRunsDatabases(await connect(adminUrl), adminUrl);

  expect((await open()).state).toBe("kept");
});

test("a role of that name which is somebody else's is refused, and stays", async () => {
  const { open, name } = openCopy();
  const admin = await connect(adminUrl);
  await admin.query(`create role ${name}`);

  await expect(open({ fresh: true })).rejects.toThrow(`The role ${name} on this server is not the course's.`);
  expect((await admin.query("select from pg_roles where rolname = $1", [name])).rowCount).toBe(1);
});
