import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { chmod, mkdtemp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { commandLine } from "#shared/runs/process-tree.ts";
import { unprivilegedAccount } from "../embedded/account.ts";
import { callKeeper } from "./call-keeper.ts";
import { keptDataFolder, keptHome } from "./kept-place.ts";

const root = dirname(dirname(dirname(import.meta.dirname)));

async function openHome() {
  const course = await mkdtemp(join(hoodFolder(root, "tests"), "kept-"));
  await chmod(course, 0o755); // for root, whose server runs as another account
  const home = keptHome(course);
  onTestFinished(() => rmSync(course, { recursive: true, force: true }));
  const data = keptDataFolder(home, unprivilegedAccount());
  const use = async () => {
    const server = await callKeeper(root, home);
    onTestFinished(() => server.leave());
    return server;
  };
  const pidOf = (file: string) => Number(readFileSync(file, "utf8").split("\n")[0]);
  return {
    data,
    use,
    keeper: () => pidOf(join(home, "keeper")),
    postgres: () => pidOf(join(data, "data", "postmaster.pid")),
    async query(port: number, sql: string): Promise<unknown[]> {
      const password = readFileSync(join(data, "password"), "utf8").trim();
      const client = new Client(`postgres://hood:${password}@127.0.0.1:${port}/postgres`);
      client.on("error", () => undefined); // killed on purpose
      await client.connect();
      const { rows } = await client.query(sql);
      await client.end();
      return rows;
    },
  };
}

test("who uses it at the same time shares one server, which ends with the last of them", async () => {
  const home = await openHome();
  const [first, second] = await Promise.all([home.use(), home.use()]);
  const postgres = home.postgres();

  expect(second.port).toBe(first.port);
  await first.leave();
  expect(await commandLine(postgres)).toContain(home.data);
  await second.leave();
  expect(await commandLine(postgres)).toBe("");
});

test("rows are there again after the server, or its keeper, was killed", async () => {
  const home = await openHome();
  const first = await home.use();
  await home.query(first.port, "create table cards (title text)");
  await home.query(first.port, "insert into cards values ('Otter')");
  process.kill(home.postgres(), "SIGKILL");

  const second = await home.use();
  expect(await home.query(second.port, "select title from cards")).toEqual([{ title: "Otter" }]);
  const forsaken = home.postgres();
  process.kill(home.keeper(), "SIGKILL");

  const third = await home.use();
  expect(await home.query(third.port, "select title from cards")).toEqual([{ title: "Otter" }]);
  expect(await commandLine(forsaken)).toBe("");
  expect([second.notices, third.notices]).toEqual([[], []]);
});

test("a damaged data directory is set aside, whole, and said", async () => {
  const home = await openHome();
  await (await home.use()).leave();
  writeFileSync(join(home.data, "data", "global", "pg_control"), "tea");

  const { port, notices } = await home.use();

  expect(notices[0]).toMatch(/^The rows that serve had kept cannot be used: PostgreSQL ended while starting/);
  const [aside = ""] = readdirSync(dirname(home.data)).filter((name) => name.includes(".damaged-"));
  expect(notices[1]).toContain(`They were set aside in ${join(dirname(home.data), aside)}`);
  expect(readFileSync(join(dirname(home.data), aside, "data", "global", "pg_control"), "utf8")).toBe("tea");
  expect(await home.query(port, "select 1 as one")).toEqual([{ one: 1 }]);
});
