import { Pool, Query } from "pg";
import { serialize } from "pg-protocol";
import { describe, expect, test } from "vitest";
import { testPostgresUrl } from "./test-postgres.ts";
import { openRawClient } from "./test-raw-client.ts";
import { rename, statusOf, ways } from "./test-rename.ts";
import { openTestShop } from "./test-shop.ts";

const postgres = await testPostgresUrl();

describe("delay", () => {
  test.for(ways)("holds %s back until clearFaults: what happens meanwhile happens before it", async ([, send]) => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.delay({ matching: /update/, ms: 60_000 });

    const held = send(client);
    await shop.relay.waitForStatement(/update/);
    await shop.admin.query("insert into cards (id, title) values (2, 'Otter')");
    shop.relay.clearFaults();

    expect((await held).rowCount).toBe(2);
    expect(shop.relay.statements).toMatchObject([{ outcome: "ok", fault: "delayed", rows: 2 }]);
  });

  test("holds back a select with parameters so early that it sees what was stored meanwhile", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.delay({ ms: 60_000 });

    const held = client.query("select title from cards where id = $1", [1]);
    await shop.relay.waitForStatement(/select/);
    await shop.admin.query("update cards set title = 'Hare'");
    shop.relay.clearFaults();

    expect((await held).rows).toEqual([{ title: "Hare" }]);
  });

  test("lets a statement go by itself when its time is over, and every other one at once", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.delay({ matching: /held/, nth: 2, ms: 30 });

    for (const text of ["select 'held' 1", "select 'free'", "select 'held' 2", "select 'held' 3"])
      await client.query(text.replace(/ \d$/, ""));

    const [first, free, held, last] = shop.relay.statements;
    expect([first?.fault, free?.fault, held?.fault, last?.fault]).toEqual([undefined, undefined, "delayed", undefined]);
    expect((held?.endedAt ?? 0) - (held?.startedAt ?? 0)).toBeGreaterThanOrEqual(29);
  });

  test("holds back one connection and no other", async () => {
    await using shop = await openTestShop(postgres);
    const [slow, quick] = [await shop.connect(), await shop.connect()];
    shop.relay.delay({ nth: 1, ms: 60_000 });

    const held = slow.query("select 'slow'");
    await shop.relay.waitForStatement(/slow/);
    await quick.query("select 'quick'");
    const outcomes = shop.relay.statements.map(({ outcome }) => outcome);
    shop.relay.clearFaults();
    await held;

    expect(outcomes).toEqual(["pending", "ok"]);
  });

  test("keeps the order of what the service pipelines behind a held statement, megabytes of it", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect({ pipeline: true });
    shop.relay.delay({ matching: /title = 'Hare'/, ms: 60_000 });
    const long = "x".repeat(1_000_000);

    const held = client.query("update cards set title = 'Hare'");
    const behind = [1, 2, 3].map((n) => client.query("update cards set title = title || length($1)", [long + n]));
    await shop.relay.waitForStatement(/'Hare'/);
    expect(shop.relay.statements).toHaveLength(1);
    shop.relay.clearFaults();
    await Promise.all([held, ...behind]);

    expect(await shop.titles()).toEqual(["Hare100000110000011000001"]);
  });

  test("tells the transaction that a held statement was in, though it was held before the BEGIN had been answered", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect({ pipeline: true });
    shop.relay.delay({ matching: /update/, ms: 60_000 });

    const begun = client.query("begin");
    const held = rename["a query with parameters"](client);
    await shop.relay.waitForStatement(/update/);
    await begun;
    shop.relay.clearFaults();
    await held;

    expect(shop.relay.statements).toMatchObject([{ inTransaction: false }, { inTransaction: true, fault: "delayed" }]);
  });

  test("of a statement whose connection is cut meanwhile never sends it", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.delay({ ms: 60_000 });

    const held = rename["a simple query"](client);
    await shop.relay.waitForStatement(/update/);
    const lost = expect(held).rejects.toThrow();
    shop.relay.cut();
    await lost;
    shop.relay.clearFaults();

    expect(shop.relay.statements).toMatchObject([{ outcome: "error", error: { code: "08006" } }]);
    expect(await shop.titles()).toEqual(["Happy birthday, Otter!"]);
  });
});

describe("cut", () => {
  test("breaks off every open connection now", async () => {
    await using shop = await openTestShop(postgres);
    const clients = [await shop.connect(), await shop.connect()];
    const ends = clients.map((client) => new Promise<void>((resolve) => client.on("end", resolve)));
    const running = expect(clients[0]?.query("select pg_sleep(60)")).rejects.toThrow();
    await shop.relay.waitForStatement(/pg_sleep/);

    shop.relay.cut();
    await Promise.all([running, ...ends]);

    expect(shop.relay.held()).toBe(0);
    expect(shop.relay.connections).toMatchObject([
      { state: "closed", closedBy: "test" },
      { state: "closed", closedBy: "test" },
    ]);
    expect(shop.relay.statements).toMatchObject([{ outcome: "error", error: { code: "08006" } }]);
  });

  test("lets a pool connect anew", async () => {
    await using shop = await openTestShop(postgres);
    const pool = new Pool({ connectionString: shop.url, max: 1 });
    const lost = new Promise((resolve) => pool.once("error", resolve));
    await pool.query("select 1");

    shop.relay.cut();
    await lost;
    const { rows } = await pool.query("select 2 as n");
    await pool.end();

    expect(rows).toEqual([{ n: 2 }]);
    const closedBy = () => shop.relay.connections.map((connection) => connection.closedBy);
    await expect.poll(closedBy, { timeout: 4_000, interval: 5 }).toEqual(["test", "service"]);
  });

  test.for(ways)("at %s: it never runs, and its transaction is undone", async ([, send]) => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.cut({ matching: /^update/, nth: 2 });

    await client.query("begin");
    await send(client);
    await expect(send(client)).rejects.toThrow();

    // Waits for the lock that the broken transaction held, should it be there still.
    await shop.admin.query("update cards set title = title");
    expect(await shop.titles()).toEqual(["Happy birthday, Otter!"]);
    expect(shop.relay.statements.at(-1)).toMatchObject({ outcome: "error", fault: "cut", error: { code: "08006" } });
  });

  test("lets what was sent before it run", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);
    raw.socket.on("error", () => {});
    shop.relay.cut({ matching: /select/ });

    raw.send(serialize.query("update cards set title = 'Hare'"), serialize.query("select 1"));

    await expect.poll(() => shop.titles(), { timeout: 4_000, interval: 5 }).toEqual(["Hare"]);
  });

  test("that was taken back by clearFaults does not come", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.cut({ nth: 1 });

    shop.relay.clearFaults();

    expect(await statusOf(client)).toBe("usable");
  });

  test("ordered by a listener hits the statement that the listener heard", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.onStatement(() => shop.relay.cut());

    await expect(rename["a simple query"](client)).rejects.toThrow();

    expect(await shop.titles()).toEqual(["Happy birthday, Otter!"]);
    expect(shop.relay.statements).toMatchObject([{ outcome: "error", error: { code: "08006" } }]);
  });
});

describe("cutAfter", () => {
  test.for(ways)("runs %s, commits it, and loses the answer", async ([, send]) => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.cutAfter({ matching: /update/ });

    const unknown = await send(client).catch((error: unknown) => error);

    expect(unknown).toBeInstanceOf(Error);
    expect(unknown).not.toHaveProperty("severity");
    expect(await shop.titles()).toEqual(["Hare"]);
    expect(shop.relay.statements).toMatchObject([{ outcome: "ok", rows: 1, fault: "answer lost" }]);
  });

  test("of a commit leaves everything stored", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.cutAfter({ matching: /commit/ });

    await client.query("begin");
    await rename["a query with parameters"](client);
    await expect(client.query("commit")).rejects.toThrow();

    expect(await shop.titles()).toEqual(["Hare"]);
  });

  test("of a statement inside a transaction leaves nothing stored", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.cutAfter({ matching: /update/ });

    await client.query("begin");
    await expect(rename["a query with parameters"](client)).rejects.toThrow();

    await shop.admin.query("update cards set title = title");
    expect(await shop.titles()).toEqual(["Happy birthday, Otter!"]);
  });

  test("keeps back every row of the lost answer and none of the answer before", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect({ pipeline: true });
    shop.relay.cutAfter({ nth: 2 });
    const rows: unknown[] = [];
    const query = new Query({ text: "select generate_series(1, 100000) as n" });
    query.on("row", (row) => rows.push(row));

    const before = client.query("select 'before' as n");
    const { promise, reject } = Promise.withResolvers<void>();
    query.on("error", reject);
    client.query(query);

    expect((await before).rows).toEqual([{ n: "before" }]);
    await expect(promise).rejects.toThrow();
    expect(rows).toEqual([]);
  });

  test("cuts a service that fetches in portions and would never say Sync", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.cutAfter();
    const query = new Query({ text: "select generate_series(1, 9)", rows: 2 } as { text: string });

    const { promise, reject } = Promise.withResolvers<void>();
    query.on("error", reject);
    client.query(query);

    await expect(promise).rejects.toThrow();
    expect(shop.relay.connections).toMatchObject([{ closedBy: "test" }]);
  });

  test("together with failStatement loses the error", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.failStatement({ code: "23505" });
    shop.relay.cutAfter();

    const unknown = await rename["a query with parameters"](client).catch((error: unknown) => error);

    expect(unknown).not.toHaveProperty("severity");
    expect(shop.relay.statements).toMatchObject([{ outcome: "error", error: { code: "23505" } }]);
  });
});
