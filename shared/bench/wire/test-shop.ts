import { randomUUID } from "node:crypto";
import { Client, type ClientConfig } from "pg";
import { openRelay, type Relay } from "./relay.ts";

/** A database with one table, `cards`, and a relay in front of it, for one test. */
export interface TestShop extends AsyncDisposable {
  readonly relay: Relay;
  /** The way a service takes: through the relay. */
  readonly url: string;
  /** A connection past the relay. */
  readonly admin: Client;
  /** A connection through the relay. Nobody has to end it. */
  connect(config?: ClientConfig): Promise<Client>;
  titles(): Promise<string[]>;
}

const schema = `
  create table cards (
    id int primary key,
    sku text constraint card_sku_key unique,
    title text,
    photo bytea
  );
  insert into cards (id, sku, title) values (1, 'OTTER', 'Happy birthday, Otter!');
`;

export async function openTestShop(adminUrl: string): Promise<TestShop> {
  const database = `wire_${randomUUID().replaceAll("-", "")}`;
  await runOnce(adminUrl, `create database ${database}`);
  const direct = new URL(adminUrl);
  direct.pathname = `/${database}`;
  const admin = await open({ connectionString: direct.href });
  await admin.query(schema);

  const relay = await openRelay({ host: direct.hostname, port: Number(direct.port) });
  const through = new URL(direct);
  through.host = `127.0.0.1:${relay.port}`;

  return {
    relay,
    url: through.href,
    admin,
    connect: (config = {}) => open({ connectionString: through.href, ...config }),
    async titles() {
      const { rows } = await admin.query<{ title: string }>("select title from cards order by id");
      return rows.map(({ title }) => title);
    },
    async [Symbol.asyncDispose]() {
      await relay[Symbol.asyncDispose]();
      await admin.end();
      await runOnce(adminUrl, `drop database ${database} with (force)`);
    },
  };
}

async function open(config: ClientConfig): Promise<Client> {
  const client = new Client(config);
  client.on("error", () => {}); // connections are cut here on purpose
  await client.connect();
  return client;
}

async function runOnce(url: string, sql: string): Promise<void> {
  const client = await open({ connectionString: url });
  await client.query(sql);
  await client.end();
}
