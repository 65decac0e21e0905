import { expect, test } from "vitest";
import { TestDatabase } from "./database.ts";
import { current, startTest } from "./evidence.ts";
import { lockBarrier } from "./lock-barrier.ts";
import { testPostgresUrl } from "./wire/test-postgres.ts";

const url = await testPostgresUrl();
const hold = "update accounts set cents = cents where id = 1";

async function openAccounts() {
  const database = new TestDatabase(url);
  await database.rows("drop table if exists accounts");
  await database.rows("create table accounts as select 1 as id, 100 as cents");
  return database;
}

test("requests start one after the other, each when those before it wait, and all go on at the end", async () => {
  await using database = await openAccounts();
  startTest("barrier");
  const seen: string[] = [];
  const request = (name: string) => async () => {
    const client = await database.open();
    seen.push(`${name} looks`);
    await client.query("select cents from accounts");
    seen.push(`${name} acts`);
    await client.query("update accounts set cents = cents - 60 where id = 1");
    await client.end();
    return name;
  };

  const answers = await lockBarrier(database, { hold, requests: [request("A"), request("B")] });

  expect(answers).toEqual(["A", "B"]);
  expect(seen).toEqual(["A looks", "A acts", "B looks", "B acts"]);
  expect(await database.rows("select cents from accounts")).toEqual([{ cents: -20 }]);
  expect(current.own.map(({ text }) => text)).toEqual(["begin", hold, "rollback"]);
});

test("what a request fails with is told, and the lock is let go", async () => {
  await using database = await openAccounts();
  const refused = new Error("refused");

  const answers = lockBarrier(database, { hold, requests: [() => Promise.reject(refused), () => database.rows(hold)] });

  await expect(answers).rejects.toBe(refused);
  expect(await database.rows(`${hold} returning cents`)).toEqual([{ cents: 100 }]);
});
