import type { RequestListener } from "node:http";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type CardRequest, cardTests } from "../card-requests.ts";
import {
  type OpenPlainDatabase,
  openPlainDatabase,
  type PlainDatabase,
  plainDatabaseVariable,
} from "./plain-database.ts";

/**
 * The card shelf's tests as they are usually written: the app in the test's own process, one database for the file,
 * emptied and filled again before each test.
 */
export function plainSuite(createApp: (deps: { pool: Pool }) => RequestListener): void {
  const settings = JSON.parse(process.env[plainDatabaseVariable] ?? "{}") as PlainDatabase;
  let database: OpenPlainDatabase;
  let pool: Pool;
  let server: Server;
  let address: string;
  let refill: string;

  beforeAll(async () => {
    database = await openPlainDatabase(settings);
    pool = new Pool({ connectionString: database.url });
    refill = await refillSql(pool, settings.schemaSql);
    server = createServer(createApp({ pool })).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(async () => {
    await pool.query(refill);
  });

  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await pool.end();
    await database.stop();
  });

  for (const { title, sql, requests } of cardTests) {
    test(title, async () => {
      if (sql) await pool.query(sql);
      for (const request of requests) {
        const { status, body } = await ask(address, request);
        expect(status).toBe(request.status);
        if (request.ids) expect(body.cards.map(({ id }) => id)).toEqual(request.ids);
      }
    });
  }
}

async function ask(address: string, { method, path, json }: CardRequest) {
  const answer = await fetch(`${address}${path}`, {
    method,
    ...(json !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(json) }),
  });
  return { status: answer.status, body: (await answer.json()) as { cards: { id: number }[] } };
}

/** Empties the tables and inserts the rows of schema.sql again, in one round trip. */
async function refillSql(pool: Pool, schemaSql: string): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
  );
  const tables = rows.map(({ name }) => name).join(", ");
  const inserts = schemaSql.slice(schemaSql.search(/^insert into/m));
  return `truncate ${tables} restart identity cascade; ${inserts}`;
}
