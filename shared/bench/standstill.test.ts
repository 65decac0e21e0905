import type { Client } from "pg";
import { expect, test } from "vitest";
import { TestDatabase } from "./database.ts";
import { current, startTest } from "./evidence.ts";
import { canBeSlowness, forgetDeadlines } from "./patience.ts";
import { untilStandstill } from "./standstill.ts";
import { testPostgresUrl } from "./wire/test-postgres.ts";
import { openTestShop, type TestShop } from "./wire/test-shop.ts";

const adminUrl = await testPostgresUrl();

const lock = "select pg_advisory_lock(7)";
const bounded = { timeout: 60_000 };

/** Two connections of a service: one that takes the lock 7, and one that waits for it when the test begins. */
async function openWaiting(hold: (shop: TestShop, holder: Client) => Promise<unknown>) {
  const shop = await openTestShop(adminUrl);
  const [database, holder, waiter] = [new TestDatabase(shop.url), await shop.connect(), await shop.connect()];
  startTest("standstill");
  forgetDeadlines();
  current.relays.push(shop.relay);
  await holder.query(lock);
  await hold(shop, holder);
  const waiting = waiter.query(lock).catch(() => "broken off");
  const [role = ""] = (await shop.admin.query("select current_user as role")).rows.map(({ role }) => String(role));
  return {
    until: (signal: AbortSignal) => untilStandstill(database, role, signal),
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      await shop[Symbol.asyncDispose]();
      await waiting;
    },
  };
}

test.for([
  ["holds it after COMMIT", "commit"],
  ["left its transaction open", "begin"],
])("whoever waits for a connection that %s waits for ever, and that is certain", bounded, async ([, last = ""]) => {
  await using service = await openWaiting((_, holder) => holder.query(last));

  expect(await service.until(AbortSignal.timeout(30_000))).toBe(true);
  expect(canBeSlowness(30_000)).toBe(false);
});

test.for<[string, (shop: TestShop, holder: Client) => Promise<unknown>]>([
  ["works meanwhile", async (_, holder) => void holder.query("select pg_sleep(60)").catch(() => undefined)],
  [
    "has sent a statement that the test holds back",
    async ({ relay }, holder) => {
      relay.delay({ matching: /commit/, ms: 60_000 });
      void holder.query("commit").catch(() => undefined);
    },
  ],
])("nothing is certain while the connection that has the lock %s", bounded, async ([, hold]) => {
  await using service = await openWaiting(hold);

  expect(await service.until(AbortSignal.timeout(2_500))).toBe(false);
  expect(canBeSlowness(2_500)).toBe(true);
});
