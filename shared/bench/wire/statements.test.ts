import knex from "knex";
import { Query } from "pg";
import { describe, expect, test } from "vitest";
import type { Statement } from "./statement.ts";
import { testPostgresUrl } from "./test-postgres.ts";
import { openTestShop } from "./test-shop.ts";

const postgres = await testPostgresUrl();

const texts = (statements: readonly Statement[]): string[] => statements.map(({ text }) => text);

describe("the relay records", () => {
  test("a simple query", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();

    const { rows } = await client.query("select id, title from cards");

    expect(rows).toEqual([{ id: 1, title: "Happy birthday, Otter!" }]);
    expect(shop.relay.statements).toEqual([
      {
        index: 1,
        connection: 1,
        text: "select id, title from cards",
        parameters: [],
        protocol: "simple",
        name: "",
        inTransaction: false,
        outcome: "ok",
        rows: 1,
        firstRows: [["1", "Happy birthday, Otter!"]],
        startedAt: expect.any(Number),
        endedAt: expect.any(Number),
      },
    ]);
  });

  test("a parameterised query with its values: text, null, bytes", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();

    await client.query("insert into cards values ($1, $2, $3, $4)", [
      2,
      null,
      "O'Brien's \u{1F9A6}",
      Buffer.from("\x00\xff", "latin1"),
    ]);

    expect(shop.relay.statements).toMatchObject([
      {
        text: "insert into cards values ($1, $2, $3, $4)",
        parameters: ["2", null, "O'Brien's \u{1F9A6}", "\\x00ff"],
        protocol: "extended",
        outcome: "ok",
        rows: 1,
      },
    ]);
    expect(await shop.titles()).toEqual(["Happy birthday, Otter!", "O'Brien's \u{1F9A6}"]);
  });

  test("a named prepared statement with text and values each time it runs", async () => {
    await using shop = await openTestShop(postgres);
    const [first, second] = [await shop.connect(), await shop.connect()];
    const card = (id: number) => ({ name: "card-by-id", text: "select title from cards where id = $1", values: [id] });

    await first.query(card(1));
    await first.query(card(2));
    await second.query(card(3));

    const named = { name: "card-by-id", text: "select title from cards where id = $1" };
    expect(shop.relay.statements).toMatchObject([
      { ...named, connection: 1, parameters: ["1"], rows: 1 },
      { ...named, connection: 1, parameters: ["2"], rows: 0 },
      { ...named, connection: 2, parameters: ["3"], rows: 0 },
    ]);
  });

  test("several statements in one query as one text", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    const search = "x'; delete from cards; --";

    await client.query(`select * from cards where title = '${search}'`);

    expect(shop.relay.statements).toMatchObject([
      { text: "select * from cards where title = 'x'; delete from cards; --'", outcome: "ok", rows: 1 },
    ]);
    expect(await shop.titles()).toEqual([]);
  });

  test("the server's error, in both protocols", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();

    await expect(client.query("insert into cards (id, sku) values (2, 'OTTER')")).rejects.toThrow("duplicate key");
    await expect(client.query("selec $1", [1])).rejects.toThrow("syntax error");
    await expect(client.query("select $1::int", ["seven"])).rejects.toThrow("invalid input");
    await expect(client.query("select 1 / $1::int", [0])).rejects.toThrow("division by zero");

    expect(shop.relay.statements.map(({ outcome, error, rows }) => ({ outcome, code: error?.code, rows }))).toEqual(
      ["23505", "42601", "22P02", "22012"].map((code) => ({ outcome: "error", code, rows: undefined })),
    );
    expect(shop.relay.statements[0]?.error?.message).toBe(
      'duplicate key value violates unique constraint "card_sku_key"',
    );
  });

  test("a deferred constraint as the error of the statement that it undid", async () => {
    await using shop = await openTestShop(postgres);
    await shop.admin.query("alter table cards add constraint one_title unique (title) deferrable initially deferred");
    const client = await shop.connect();

    const insert = client.query("insert into cards (id, title) values (2, $1)", ["Happy birthday, Otter!"]);

    await expect(insert).rejects.toThrow("one_title");
    expect(shop.relay.statements).toMatchObject([{ outcome: "error", error: { code: "23505" } }]);
  });

  test("whether a statement was sent inside a transaction, a failed one included", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();

    await client.query("begin");
    await client.query("update cards set title = $1", ["Otter"]);
    await expect(client.query("nonsense")).rejects.toThrow();
    await expect(client.query("select 1")).rejects.toMatchObject({ code: "25P02" });
    await client.query("commit");
    await client.query("select 1");

    expect(shop.relay.statements.map(({ text, inTransaction }) => [text.split(" ")[0], inTransaction])).toEqual([
      ["begin", false],
      ["update", true],
      ["nonsense", true],
      ["select", true],
      ["commit", true],
      ["select", false],
    ]);
    expect(shop.relay.statements.map(({ rows }) => rows)).toEqual([undefined, 1, undefined, undefined, undefined, 1]);
  });

  test("a transaction on a pool's two connections as what it is", async () => {
    await using shop = await openTestShop(postgres);
    const [first, second] = [await shop.connect(), await shop.connect()];

    await first.query("BEGIN");
    await second.query("update cards set title = 'Hare'");
    await first.query("COMMIT");

    expect(
      shop.relay.statements.map(({ connection, text, inTransaction }) => ({ connection, text, inTransaction })),
    ).toEqual([
      { connection: 1, text: "BEGIN", inTransaction: false },
      { connection: 2, text: "update cards set title = 'Hare'", inTransaction: false },
      { connection: 1, text: "COMMIT", inTransaction: true },
    ]);
  });

  test("what knex sends", async () => {
    await using shop = await openTestShop(postgres);
    const db = knex({ client: "pg", connection: shop.url, pool: { min: 0, max: 1 } });

    await db.transaction(async (trx) => {
      await trx("cards").insert({ id: 2, title: "Hare" });
      await trx("cards").where({ id: 1 }).update({ title: "Otter" });
    });
    await db.destroy();

    expect(await shop.titles()).toEqual(["Otter", "Hare"]);
    expect(shop.relay.statements.slice(-4)).toMatchObject([
      { text: "BEGIN;", inTransaction: false },
      {
        text: 'insert into "cards" ("id", "title") values ($1, $2)',
        parameters: ["2", "Hare"],
        inTransaction: true,
        rows: 1,
      },
      {
        text: 'update "cards" set "title" = $1 where "id" = $2',
        parameters: ["Otter", "1"],
        inTransaction: true,
        rows: 1,
      },
      { text: "COMMIT;", inTransaction: true },
    ]);
  });

  test("statements that were pipelined, each with its own outcome and transaction", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect({ pipeline: true });

    const results = await Promise.allSettled([
      client.query("begin"),
      client.query("update cards set title = $1", ["Otter"]),
      client.query("select $1::int", ["x"]),
      client.query("select $1::int", [1]),
      client.query("rollback"),
    ]);

    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "rejected",
      "fulfilled",
    ]);
    expect(shop.relay.statements).toMatchObject([
      { text: "begin", outcome: "ok", inTransaction: false },
      { text: "update cards set title = $1", outcome: "ok", rows: 1, inTransaction: true },
      { outcome: "error", error: { code: "22P02" }, inTransaction: true },
      { outcome: "error", error: { code: "25P02" }, inTransaction: true },
      { text: "rollback", outcome: "ok", inTransaction: true },
    ]);
  });

  test("a result fetched in portions as one statement", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    const query = new Query<{ n: number }>({
      text: "select n from generate_series(1, $1::int) n",
      values: [5],
      rows: 2,
    } as { text: string });

    const rows: number[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    query.on("row", ({ n }) => rows.push(n));
    query.on("end", () => resolve());
    query.on("error", reject);
    client.query(query);
    await promise;

    expect(rows).toEqual([1, 2, 3, 4, 5]);
    expect(shop.relay.statements).toMatchObject([{ parameters: ["5"], outcome: "ok", rows: undefined }]);
  });

  test("a text and a value of several MB only in part, and passes them on whole", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    const long = "\u{1F9A6}".repeat(1_000_000);

    const simple = await client.query(`select length('${long}') as length`);
    const extended = await client.query("select length($1) as length, length($2::bytea) as bytes", [
      long,
      Buffer.alloc(5_000_000),
    ]);

    expect([simple.rows, extended.rows]).toEqual([[{ length: 1_000_000 }], [{ length: 1_000_000, bytes: 5_000_000 }]]);
    const seen = shop.relay.statements.flatMap(({ text, parameters }) => [text, ...parameters]);
    expect(seen.map((text) => text?.replace(/\u{1F9A6}+/u, "(otters)").replace(/0{9,}/, "(zeros)"))).toEqual([
      "select length('(otters)... [cut: 4000027 bytes in all]",
      "select length($1) as length, length($2::bytea) as bytes",
      "(otters)... [cut: 4000000 bytes in all]",
      "\\x(zeros)... [cut: 5000000 bytes in all]",
    ]);
    expect(Math.max(...seen.map((text) => text?.length ?? 0))).toBeLessThan(70_000);
  });

  test("the first rows of a result, bounded in number, width and length", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    const long = "x".repeat(100);

    await client.query("select n, null as nothing from generate_series(1, 5000) n");
    await client.query("select $1::text, repeat('y', 5000)", ["wide"]);
    await client.query(`select $1 as "1", 2, 3, 4, 5, 6, 7, 8, 9`, [long]);
    await client.query("update cards set title = 'Hare' returning id, title");
    await client.query("update cards set title = 'Otter'");
    await client.query({ text: "select $1::int as n", values: [100], binary: true } as { text: string });

    expect(shop.relay.statements.map(({ firstRows }) => firstRows)).toEqual([
      [
        ["1", null],
        ["2", null],
        ["3", null],
      ],
      undefined,
      [[`${"x".repeat(64)}... [cut: 100 bytes in all]`, "2", "3", "4", "5", "6", "7", "8"]],
      [["1", "Hare"]],
      undefined,
      [["\\x00000064"]],
    ]);
  });

  test("1,000 parameters of many", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    const ids = Array.from({ length: 1_200 }, (_, id) => id);

    const { rowCount } = await client.query(
      `select * from cards where id in (${ids.map((id) => `$${id + 1}`).join()})`,
      ids,
    );

    expect(rowCount).toBe(1);
    expect(shop.relay.statements[0]?.parameters).toHaveLength(1_001);
    expect(shop.relay.statements[0]?.parameters.at(-1)).toBe("... [cut: 1200 parameters in all]");
  });

  test("the newest 2,000", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect({ pipeline: true });

    await Promise.all(Array.from({ length: 2_005 }, (_, n) => client.query(`select ${n + 1}`)));

    expect(shop.relay.statements).toHaveLength(2_000);
    expect(shop.relay.statements[0]).toMatchObject({ index: 6, text: "select 6" });
    expect(shop.relay.mark()).toBe(2_005);
  });
});

describe("a test can ask", () => {
  test("what ran since a mark", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    await client.query("select 1");

    const mark = shop.relay.mark();
    expect(shop.relay.statementsSince(mark)).toEqual([]);
    await client.query("select 2");

    expect(texts(shop.relay.statementsSince(mark))).toEqual(["select 2"]);
  });

  test("to be told of each statement, until it has heard enough", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    const heard: string[] = [];

    const stop = shop.relay.onStatement(({ text, outcome }) => heard.push(`${text} ${outcome}`));
    await client.query("select 1");
    stop();
    await client.query("select 2");

    expect(heard).toEqual(["select 1 pending"]);
  });

  test("for a statement to come, or one that has come already", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();

    const coming = shop.relay.waitForStatement(/from cards/);
    await client.query("select count(*) from cards");

    expect(await coming).toMatchObject({ index: 1, text: "select count(*) from cards" });
    expect(await shop.relay.waitForStatement(/from cards/)).toBe(await coming);
  });

  test("and is told what came instead", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    await client.query("select 1");
    const mark = shop.relay.mark();
    await client.query("select $1::int", [2]);

    await expect(shop.relay.waitForStatement(/for update/i, { deadlineMs: 1, since: mark })).rejects.toThrow(
      new Error(
        [
          "expected a statement that matches /for update/i within 1 ms, but these reached the database:",
          "  conn 1  select $1::int   -- $1 = '2'",
        ].join("\n"),
      ),
    );
    await expect(
      shop.relay.waitForStatement(/for update/i, { deadlineMs: 1, since: shop.relay.mark() }),
    ).rejects.toThrow(
      "expected a statement that matches /for update/i within 1 ms, but no statement reached the database",
    );
  });

  test("and does not wait for a relay that was closed", async () => {
    const shop = await openTestShop(postgres);
    const waiting = shop.relay.waitForStatement(/never/, { deadlineMs: 60_000 });
    const outcome = expect(waiting).rejects.toThrow("before the relay was closed");

    await shop[Symbol.asyncDispose]();

    await outcome;
  });
});
