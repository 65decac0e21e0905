import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, inject } from "vitest";

/**
 * Makes a database for one test file and returns its URL as the administrator; it is dropped when the file is done. To
 * be awaited at the top of the file.
 */
export async function testPostgresUrl(): Promise<string> {
  const { adminUrl } = inject("postgres");
  const name = `wire_${randomBytes(5).toString("hex")}`;
  await asAdministrator(adminUrl, `create database ${name}`);
  afterAll(() => asAdministrator(adminUrl, `drop database ${name} with (force)`));
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function asAdministrator(url: string, sql: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
