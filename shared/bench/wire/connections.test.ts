import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { type Client, Pool } from "pg";
import { serialize } from "pg-protocol";
import { describe, expect, test } from "vitest";
import { openRelay } from "./relay.ts";
import { testPostgresUrl } from "./test-postgres.ts";
import { letters, openRawClient } from "./test-raw-client.ts";
import { openTestShop } from "./test-shop.ts";

const postgres = await testPostgresUrl();

/** 100 MB take their time on a machine that has other things to do. */
const heavy = { timeout: 60_000 };
const soon = { timeout: 4_000, interval: 5 };

function ended(client: Client): Promise<void> {
  return new Promise((resolve) => client.once("end", resolve));
}

/** Everything that arrives until the other side closes. */
async function readAll(socket: Socket): Promise<string> {
  const received: Buffer[] = [];
  for await (const bytes of socket) received.push(bytes);
  return Buffer.concat(received).toString("latin1");
}

describe("the relay counts", () => {
  test("the connections a service holds", async () => {
    await using shop = await openTestShop(postgres);
    const pool = new Pool({ connectionString: shop.url });

    const clients = [await pool.connect(), await pool.connect()];
    expect(shop.relay.held()).toBe(2);
    clients[0]?.release(true);
    clients[1]?.release();
    await expect.poll(() => shop.relay.held(), soon).toBe(1);
    await pool.end();
    await expect.poll(() => shop.relay.held(), soon).toBe(0);

    expect(shop.relay.mostAtOnce()).toBe(2);
    expect(shop.relay.connections).toMatchObject([
      { number: 1, state: "closed", closedBy: "service", user: "hood" },
      { number: 2, state: "closed", closedBy: "service", user: "hood" },
    ]);
  });

  test("no connection whose password was refused", async () => {
    await using shop = await openTestShop(postgres);

    await expect(shop.connect({ connectionString: shop.url.replace(/:[^:@]+@/, ":hare@") })).rejects.toThrow(
      "password authentication failed",
    );

    expect(shop.relay.held()).toBe(0);
    await expect.poll(() => shop.relay.connections, soon).toMatchObject([{ state: "closed" }]);
  });

  test("the connections that idle inside a transaction", async () => {
    await using shop = await openTestShop(postgres);
    const [first, second] = [await shop.connect(), await shop.connect()];

    await first.query("begin");
    await second.query("begin");
    await second.query("nonsense").catch(() => {});
    expect(shop.relay.idleInTransaction()).toBe(2);
    expect(shop.relay.connections).toMatchObject([{ transaction: "open" }, { transaction: "failed" }]);
    await second.query("rollback");
    expect(shop.relay.idleInTransaction()).toBe(1);
    await first.end();

    expect(shop.relay.idleInTransaction()).toBe(0);
  });

  test("no connection as idle while its statement runs or is held back", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    await client.query("begin");

    await shop.admin.query("begin; lock table cards");
    const running = client.query("select * from cards");
    await shop.relay.waitForStatement(/select/);
    const whileRunning = shop.relay.idleInTransaction();
    await shop.admin.query("commit");
    await running;

    shop.relay.delay({ matching: /held/, ms: 60_000 });
    const held = client.query("select 'held'");
    await shop.relay.waitForStatement(/held/);
    const whileHeld = shop.relay.idleInTransaction();
    shop.relay.clearFaults();
    await held;

    expect({ whileRunning, whileHeld, after: shop.relay.idleInTransaction() }).toEqual({
      whileRunning: 0,
      whileHeld: 0,
      after: 1,
    });
  });

  test("a service that was killed as gone, even while its statement is held back", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);
    shop.relay.delay({ ms: 60_000 });
    raw.send(serialize.query("select 1"));
    await shop.relay.waitForStatement(/select/);

    raw.send(serialize.query("select 2"));
    raw.socket.destroy();

    await expect.poll(() => shop.relay.held(), soon).toBe(0);
    expect(shop.relay.connections).toMatchObject([{ state: "closed", closedBy: "service" }]);
  });
});

describe("a connection", () => {
  test("ends for the server when the service is gone", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);
    const backends = async () => {
      const { rows } = await shop.admin.query(
        "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
      return rows.length;
    };
    expect(await backends()).toBe(1);

    raw.socket.resetAndDestroy();

    await expect.poll(backends, soon).toBe(0);
  });

  test("ends for the service, with the server's last words, when the server ends it", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);
    raw.send(serialize.query("select pg_sleep(60)"));
    await shop.relay.waitForStatement(/pg_sleep/);
    const closed = once(raw.socket, "close");

    await shop.admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    const last = await raw.until("E");
    await closed;

    expect(last.at(-1)?.bytes.toString("latin1")).toContain("C57P01");
    expect(shop.relay.connections).toMatchObject([{ state: "closed", closedBy: "server" }]);
    expect(shop.relay.statements).toMatchObject([{ outcome: "error", error: { code: "57P01" } }]);
  });

  test("gets a reason when the database cannot be reached", async () => {
    const nobody = createServer().listen(0, "127.0.0.1");
    await once(nobody, "listening");
    const { port } = nobody.address() as { port: number };
    nobody.close();
    await using relay = await openRelay({ host: "127.0.0.1", port });

    const socket = connect(relay.port, "127.0.0.1");
    socket.write(serialize.startup({ user: "grandma" }));
    const answer = await readAll(socket);

    expect(answer).toContain("SFATAL\0");
    expect(answer).toContain("C57P03\0");
    expect(answer).toContain(`Mthe database cannot be reached at 127.0.0.1:${port} (ECONNREFUSED)\0`);
    expect(relay.connections).toMatchObject([{ state: "closed" }]);
  });

  test("that speaks no PostgreSQL is told so and closed", async () => {
    await using shop = await openTestShop(postgres);
    const socket = connect(Number(new URL(shop.url).port), "127.0.0.1");

    socket.write("GET / HTTP/1.1\r\n\r\n");

    expect(await readAll(socket)).toContain("Mthe relay expects a PostgreSQL client, protocol version 3\0");
    expect(shop.relay.connections).toEqual([]);
  });

  test("that sends what is no message, once signed in, is closed by the server, who is sent it all the same", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);

    raw.send(Buffer.from("Q\0\0\0\x01 nonsense"));
    await once(raw.socket, "close");

    expect(shop.relay.connections).toMatchObject([{ closedBy: "server" }]);
  });

  test("may ask for encryption, which is declined, in pieces of any size", async () => {
    await using shop = await openTestShop(postgres);
    const socket = connect({ port: shop.relay.port, host: "127.0.0.1", noDelay: true });
    const gssencRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x30]);

    for (const request of [gssencRequest, serialize.requestSsl()]) {
      for (const byte of request) socket.write(Buffer.from([byte]));
      expect(String(await once(socket, "data"))).toBe("N");
    }
    for (const byte of serialize.startup({ user: "grandma", database: "postgres" })) socket.write(Buffer.from([byte]));
    const [answer] = await once(socket, "data");
    socket.destroy();

    expect(String(answer)).toContain("SCRAM-SHA-256");
    expect(shop.relay.connections).toMatchObject([{ number: 1, user: "grandma", database: "postgres" }]);
  });

  test("may cancel the statement that another one runs", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
    const cancelled = expect(client.query("select pg_sleep(60)")).rejects.toMatchObject({ code: "57014" });
    await expect
      .poll(
        async () => (await shop.admin.query("select 1 from pg_stat_activity where wait_event = 'PgSleep'")).rowCount,
        soon,
      )
      .toBe(1);

    const canceller = connect(shop.relay.port, "127.0.0.1");
    canceller.write(serialize.cancel(processID, secretKey));
    await readAll(canceller);
    await cancelled;

    expect(shop.relay.connections).toHaveLength(1);
    expect(await client.query("select 1")).toMatchObject({ rowCount: 1 });
  });

  test("may close its sending side and still hear the answer", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);

    raw.socket.end(serialize.query("select 1"));

    expect(letters(await raw.until("Z"))).toBe("TDCZ");
    await once(raw.socket, "close");
  });

  test("that does not read a result of 100 MB holds the server up, not our memory", heavy, async () => {
    await using shop = await openTestShop(postgres);
    const [raw, other] = [await openRawClient(shop.url), await shop.connect()];
    const before = process.memoryUsage().arrayBuffers;
    let received = 0;
    raw.socket.on("data", (bytes) => {
      received += bytes.length;
    });

    raw.socket.pause();
    raw.send(serialize.query("select repeat('x', 1000000) from generate_series(1, 100)"));
    // Each round trip gives the relay a turn to take in 64 KiB more, if it were to.
    for (let turn = 0; turn < 1_000; turn += 1) await other.query("select 1");
    const piledUp = process.memoryUsage().arrayBuffers - before;
    raw.socket.resume();
    await expect.poll(() => received, { timeout: 30_000, interval: 5 }).toBeGreaterThan(100_000_000);

    expect(piledUp).toBeLessThan(20_000_000);
    expect(shop.relay.statements[0]).toMatchObject({ outcome: "ok", rows: 100 });
  });

  test("to a server that does not read holds the service up, not our memory", heavy, async () => {
    let server: Socket | undefined;
    const deaf = createServer((socket) => {
      server = socket.pause();
    }).listen(0, "127.0.0.1");
    await once(deaf, "listening");
    const { port } = deaf.address() as { port: number };
    const relay = await openRelay({ host: "127.0.0.1", port });
    const socket = connect(relay.port, "127.0.0.1");
    const before = process.memoryUsage().arrayBuffers;

    socket.write(serialize.startup({ user: "grandma" }));
    const chunk = serialize.copyData(Buffer.alloc(1_000_000));
    let sent = 0;
    const pump = (): void => {
      for (; sent < 100 && socket.write(chunk); sent += 1);
    };
    socket.on("drain", pump);
    pump();
    // Each turn lets the relay take in 64 KiB more, if it were to.
    for (let turn = 0; turn < 20_000 && sent < 100; turn += 1) await setImmediate();

    expect(sent).toBeLessThan(50);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    socket.destroy();
    server?.destroy();
    await relay[Symbol.asyncDispose]();
    deaf.close();
  });
});

describe("closing the relay", () => {
  test("breaks off every connection, also those not signed in, and listens no more", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    const silent = connect(shop.relay.port, "127.0.0.1");
    silent.on("error", () => {});
    await once(silent, "connect");
    const closed = [ended(client), once(silent, "close")];

    await shop.relay[Symbol.asyncDispose]();
    await Promise.all(closed);

    expect(shop.relay.held()).toBe(0);
    await expect(shop.connect()).rejects.toThrow("ECONNREFUSED");
  });

  test("twice does no harm", async () => {
    const relay = await openRelay({ host: "127.0.0.1", port: 1 });

    await relay[Symbol.asyncDispose]();
    await relay[Symbol.asyncDispose]();
  });
});
