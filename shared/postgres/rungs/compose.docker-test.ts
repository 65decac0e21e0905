import { randomBytes } from "node:crypto";
import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compose } from "../docker/docker-command.ts";
import { makeTemporaryFolder } from "../docker/temporary-folder.ts";
import { maskUrl } from "../mask-url.ts";
import { composeRung } from "./compose.ts";
import { urlRung } from "./url.ts";

/** The course's own docker-compose.yml as a project of its own: its name, and so its volume, is that of the folder. */
let project: Awaited<ReturnType<typeof makeTemporaryFolder>>;

beforeAll(async () => {
  const file = await readFile(new URL("../../../docker-compose.yml", import.meta.url), "utf8");
  project = await makeTemporaryFolder({ "docker-compose.yml": file });
});

afterAll(async () => {
  await compose(project.path, "down", "--volumes", "--timeout", "5");
  await project[Symbol.asyncDispose]();
});

const options = (env: NodeJS.ProcessEnv = process.env, changes: { root?: string; forced?: boolean } = {}) => ({
  root: project.path,
  runId: randomBytes(6).toString("hex"),
  runFolder: project.path,
  forced: false,
  say: () => undefined,
  env,
  ...changes,
});

async function openCompose(changes: { root?: string; forced?: boolean } = {}) {
  const rung = await composeRung.open(options(process.env, changes));
  if (rung.kind === "absent") throw new Error(`${rung.why}. ${rung.next}`);
  return rung;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("a project that is not up is absent", async () => {
  expect(await composeRung.open(options())).toEqual({
    kind: "absent",
    why: "the compose service postgres is not up",
    next: "Start it: docker compose up -d --wait",
  });
});

test("a service asked for by name is waited for, and keeps its data through down and up", async () => {
  await compose(project.path, "up", "--detach");

  const first = await openCompose({ forced: true });
  await query(first.adminUrl, "create table card (title text)");
  await query(first.adminUrl, "insert into card values ('Happy birthday, Otter!')");
  await first.stop();
  await compose(project.path, "down");
  expect(await composeRung.open(options())).toMatchObject({ why: "the compose service postgres is not up" });
  await compose(project.path, "up", "--detach", "--wait");
  const second = await openCompose();

  expect(await query(second.adminUrl, "select title from card")).toEqual([{ title: "Happy birthday, Otter!" }]);
  expect(second.description).toBe(`the compose service postgres on port ${new URL(second.adminUrl).port}`);
});

test("the service listens on loopback, on a port that the system chose, sorts by code point and forces data to the disk", async () => {
  const { adminUrl } = await openCompose();

  expect(await compose(project.path, "port", "postgres", "5432")).toBe(new URL(adminUrl).host);
  expect(new URL(adminUrl).hostname).toBe("127.0.0.1");
  expect(
    await query(
      adminUrl,
      "select datlocprovider as provider, datlocale as locale, current_setting('fsync') as fsync from pg_database where datname = 'hood'",
    ),
  ).toEqual([{ provider: "b", locale: "C.UTF-8", fsync: "on" }]);
});

test("a project that was started elsewhere is not taken for this one, a symlink to it is", async () => {
  await using other = await makeTemporaryFolder();
  const link = join(other.path, "link");
  await symlink(project.path, link, "junction");

  expect(await composeRung.open(options(process.env, { root: other.path }))).toMatchObject({ kind: "absent" });
  expect(await openCompose({ root: link })).toMatchObject({ kind: "open" });
});

test("a paused service is told", async () => {
  await compose(project.path, "pause");
  try {
    expect(await composeRung.open(options())).toMatchObject({
      why: "the compose service postgres is paused",
      next: "Wake it: docker compose unpause",
    });
  } finally {
    await compose(project.path, "unpause");
  }
});

test("DATABASE_URL opens a server, and names the role and the database that it left out", async () => {
  const { adminUrl } = await openCompose();

  const rung = await urlRung.open(options({ DATABASE_URL: adminUrl.replace(/\/hood$/, "") }));

  expect(rung).toMatchObject({ kind: "open", adminUrl, description: `role hood at ${new URL(adminUrl).host}` });
});

test("DATABASE_URL with a wrong password, role or database has its own sentence, without the password", async () => {
  const { adminUrl } = await openCompose();
  const { host } = new URL(adminUrl);
  const why = async (url: string) => {
    const rung = await urlRung.open(options({ DATABASE_URL: url }));
    expect(JSON.stringify(rung)).not.toContain("secret");
    return rung.kind === "absent" ? rung.why : rung.kind;
  };

  const wrong = `the server at ${host} refuses the password of "hood" in DATABASE_URL`;
  expect(await why(`postgres://hood:secret@${host}/hood`)).toBe(wrong);
  expect(await why(adminUrl.replace(/hood$/, "cards"))).toBe(
    `the server at ${host} has no database "cards", which DATABASE_URL names`,
  );
  expect(await why(`postgres://hood@${host}/hood`)).toBe(
    `the server at ${host} asks for a password, and DATABASE_URL has none`,
  );
  expect(maskUrl(adminUrl)).toBe(`postgres://hood:***@${host}/hood`);
});

test("DATABASE_URL with a role that may not create databases names the statement that lets it, and that helps", async () => {
  const { adminUrl } = await openCompose();
  await query(adminUrl, "create role otter login password 'secret'");
  const url = adminUrl.replace("hood:hood", "otter:secret");

  const before = await urlRung.open(options({ DATABASE_URL: url }));
  expect(before).toEqual({
    kind: "absent",
    why: 'the role "otter" in DATABASE_URL may not create databases and roles',
    next: 'Run as a superuser: alter role "otter" createdb createrole;',
  });
  await query(adminUrl, before.kind === "absent" ? before.next.replace("Run as a superuser: ", "") : "");

  expect(await urlRung.open(options({ DATABASE_URL: url }))).toMatchObject({ kind: "open" });
});

test("DATABASE_URL at a database in another encoding is refused", async () => {
  const { adminUrl } = await openCompose();
  await query(adminUrl, "create database old encoding 'LATIN1' locale 'C' template template0");

  expect(await urlRung.open(options({ DATABASE_URL: adminUrl.replace(/hood$/, "old") }))).toMatchObject({
    why: "the database that DATABASE_URL names is encoded in LATIN1, and the course needs UTF8",
  });
});
