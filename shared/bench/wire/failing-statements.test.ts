import knex from "knex";
import type { Client } from "pg";
import { describe, expect, test } from "vitest";
import { testPostgresUrl } from "./test-postgres.ts";
import { rename, statusOf, ways } from "./test-rename.ts";
import { openTestShop } from "./test-shop.ts";

const postgres = await testPostgresUrl();

describe("failStatement", () => {
  test.for(ways)("answers %s with the error and does not run it", async ([, send]) => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.failStatement({
      matching: /update/,
      code: "23505",
      message: "it's $hood$ \\ \u{1F9A6}",
      constraint: "card_sku_key",
      detail: "Key (sku)",
    });

    const failed = await send(client).catch((error: unknown) => error);
    const after = await send(client);

    expect(failed).toMatchObject({
      severity: "ERROR",
      code: "23505",
      message: "it's $hood$ \\ \u{1F9A6}",
      constraint: "card_sku_key",
      detail: "Key (sku)",
      where: undefined,
      routine: undefined,
    });
    expect(after.rowCount).toBe(1);
    expect(shop.relay.statements).toMatchObject([
      { outcome: "error", error: { code: "23505" }, fault: "failed", rows: undefined },
      { outcome: "ok", rows: 1 },
    ]);
    expect(shop.relay.statements[1]).not.toHaveProperty("fault");
  });

  test("leaves the row as it was", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.failStatement();

    await expect(client.query("delete from cards")).rejects.toMatchObject({
      code: "XX000",
      message: "the test made this statement fail",
    });

    expect(await shop.titles()).toEqual(["Happy birthday, Otter!"]);
  });

  test.for(ways)("makes the transaction fail truly when %s fails in it", async ([, send]) => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.failStatement({ matching: /^update/, nth: 2, code: "40001" });

    await client.query("begin");
    await send(client);
    await expect(send(client)).rejects.toMatchObject({ code: "40001" });
    const inside = await statusOf(client);
    const { command } = await client.query("commit");

    expect({ inside, command, after: await statusOf(client) }).toEqual({
      inside: "25P02",
      command: "ROLLBACK",
      after: "usable",
    });
    expect(await shop.titles()).toEqual(["Happy birthday, Otter!"]);
  });

  test.for(ways)("in a transaction that has failed already, %s gets the server's own 25P02", async ([, send]) => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    await client.query("begin");
    await client.query("nonsense").catch(() => {});
    shop.relay.failStatement({ code: "40001" });

    await expect(send(client)).rejects.toMatchObject({ code: "25P02" });
  });

  test("leaves a savepoint to go back to", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.failStatement({ matching: /'Hare'/, code: "23505" });

    await client.query("begin");
    await client.query("update cards set title = 'Otter'");
    await client.query("savepoint before");
    await expect(rename["a simple query"](client)).rejects.toMatchObject({ code: "23505" });
    await client.query("rollback to before");
    await client.query("commit");

    expect(await shop.titles()).toEqual(["Otter"]);
  });

  test.for([
    ["a simple commit", (client: Client) => client.query("-- the end\n COMMIT")],
    ["a prepared commit", (client: Client) => client.query({ name: "end", text: "commit" })],
  ] as const)("of %s undoes and ends the transaction, as a commit that truly fails does", async ([, commit]) => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    const notices: unknown[] = [];
    client.on("notice", (notice) => notices.push(notice.message));
    shop.relay.failStatement({ matching: /commit/i, code: "40001" });

    await client.query("begin");
    await rename["a simple query"](client);
    await expect(commit(client)).rejects.toMatchObject({ code: "40001" });

    expect(shop.relay.connections).toMatchObject([{ transaction: "none" }]);
    expect(shop.relay.idleInTransaction()).toBe(0);
    expect(await statusOf(client)).toBe("usable");
    expect(await shop.titles()).toEqual(["Happy birthday, Otter!"]);
    expect(notices).toEqual([]);
  });

  test("of a commit outside a transaction says nothing of the missing transaction", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    const notices: unknown[] = [];
    client.on("notice", (notice) => notices.push(notice.message));
    shop.relay.failStatement({ matching: /commit/, nth: 1, code: "40001" });
    shop.relay.failStatement({ matching: /commit/, nth: 2, code: "40002" });

    await expect(client.query("commit")).rejects.toMatchObject({ code: "40001" });
    await expect(client.query({ name: "end", text: "commit" })).rejects.toMatchObject({ code: "40002" });

    expect(notices).toEqual([]);
  });

  test("can strike the same connection again and again", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    for (const nth of [1, 2, 3]) shop.relay.failStatement({ nth, code: `0000${nth}` });

    const codes: unknown[] = [];
    for (const _ of [1, 2, 3, 4]) {
      const [, send] = ways[1] ?? [];
      codes.push(
        await send?.(client).then(
          ({ rowCount }) => rowCount,
          (error: { code: string }) => error.code,
        ),
      );
    }

    expect(codes).toEqual(["00001", "00002", "00003", 1]);
  });

  test("leaves the service's prepared statements and the pipelined statements behind it alone", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect({ pipeline: true });
    shop.relay.failStatement({ nth: 2, code: "23505" });
    const send = (id: number) =>
      client.query({ name: "title", text: "select id from cards where id = $1", values: [id] });

    const results = await Promise.allSettled([send(1), send(1), send(1)]);
    const { rowCount } = await send(1);

    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(rowCount).toBe(1);
  });

  test("passes on the statement's own error when it cannot even be prepared", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    shop.relay.failStatement({ code: "23505" });

    await expect(client.query("select $1::int from no_such_table", [1])).rejects.toMatchObject({ code: "42P01" });
    expect(await statusOf(client)).toBe("usable");
    expect(shop.relay.statements[0]).not.toHaveProperty("fault");
  });

  test("reaches knex inside a transaction, which then rolls back", async () => {
    await using shop = await openTestShop(postgres);
    const db = knex({ client: "pg", connection: shop.url, pool: { min: 0, max: 1 } });
    shop.relay.failStatement({ matching: /^update/, nth: 2, code: "40P01", message: "deadlock detected" });

    const transfer = db.transaction(async (trx) => {
      await trx("cards").where({ id: 1 }).update({ title: "half" });
      await trx("cards").where({ id: 1 }).update({ title: "whole" });
    });

    await expect(transfer).rejects.toMatchObject({ code: "40P01" });
    await db.destroy();
    expect(await shop.titles()).toEqual(["Happy birthday, Otter!"]);
    expect(shop.relay.statements.at(-1)).toMatchObject({ text: "ROLLBACK", inTransaction: true, outcome: "ok" });
  });
});
