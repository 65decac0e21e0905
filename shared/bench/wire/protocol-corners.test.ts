import { serialize } from "pg-protocol";
import { describe, expect, test } from "vitest";
import { testPostgresUrl } from "./test-postgres.ts";
import { letters, openRawClient } from "./test-raw-client.ts";
import { openTestShop } from "./test-shop.ts";

const postgres = await testPostgresUrl();

/** Parse, Bind and Execute of one statement, without Sync. */
function run(text: string, values: readonly string[] = []): Buffer {
  return Buffer.concat([serialize.parse({ text }), serialize.bind({ values: [...values] }), serialize.execute()]);
}

describe("the relay understands", () => {
  test("messages that come byte by byte", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);
    raw.socket.setNoDelay(true);

    for (const byte of Buffer.concat([run("select $1::int", ["7"]), serialize.sync()])) raw.send(Buffer.from([byte]));

    expect(letters(await raw.until("Z"))).toBe("12DCZ");
    expect(shop.relay.statements).toMatchObject([
      { text: "select $1::int", parameters: ["7"], outcome: "ok", rows: 1 },
    ]);
  });

  test("statements pipelined before one Sync, and which of them an error skips", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);

    raw.send(
      run("update cards set title = $1", ["Hare"]),
      run("select $1::int", ["x"]),
      run("delete from cards"),
      serialize.sync(),
      run("select 1"),
      serialize.sync(),
    );

    expect(letters(await raw.until("Z"))).toBe("12C1EZ");
    expect(letters(await raw.until("Z"))).toBe("12DCZ");
    expect(shop.relay.statements).toMatchObject([
      { text: "update cards set title = $1", outcome: "ok", rows: 1 },
      { text: "select $1::int", outcome: "error", error: { code: "22P02" } },
      {
        text: "delete from cards",
        outcome: "error",
        error: { code: "22P02", message: "skipped after an earlier error" },
      },
      { text: "select 1", outcome: "ok", rows: 1 },
    ]);
  });

  test("that what is sent after an error and before the Sync is skipped too", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);

    raw.send(run("select 1 / 0"), serialize.flush());
    expect(letters(await raw.until("E"))).toMatch(/^1?2?E$/);
    raw.send(run("delete from cards"), serialize.sync());
    await raw.until("Z");
    raw.send(run("select 1"), serialize.sync());
    await raw.until("Z");

    expect(shop.relay.statements.map(({ outcome, error }) => error?.message ?? outcome)).toEqual([
      "division by zero",
      "skipped after an earlier error",
      "ok",
    ]);
  });

  test("that a statement made to fail in a pipeline takes those behind it along", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);
    shop.relay.failStatement({ nth: 2, code: "23505" });

    raw.send(run("update cards set title = 'Hare'"), run("select 1"), run("delete from cards"), serialize.sync());

    expect(letters(await raw.until("Z"))).toBe("12C12EZ");
    expect(shop.relay.statements.map(({ outcome }) => outcome)).toEqual(["ok", "error", "error"]);
    expect(await shop.titles()).toEqual(["Happy birthday, Otter!"]);
  });

  test("a failing commit in a pipeline: what stands behind it does not run", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);
    shop.relay.failStatement({ matching: /commit/, code: "40001" });

    raw.send(
      serialize.query("begin"),
      run("update cards set title = 'Hare'"),
      run("commit"),
      run("delete from cards"),
      serialize.sync(),
    );

    await raw.until("Z");
    const answer = await raw.until("Z");
    expect(letters(answer)).toBe("12C12EZ");
    expect(answer.at(-1)?.bytes.toString("latin1")).toBe("Z\0\0\0\x05I");
    expect(await shop.titles()).toEqual(["Happy birthday, Otter!"]);
  });

  test("a service that prepares first and runs later: the text is the one prepared under that name", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);

    raw.send(serialize.parse({ name: "one", text: "select 1" }), serialize.parse({ name: "two", text: "select 2" }));
    raw.send(serialize.describe({ type: "S", name: "two" }), serialize.sync());
    expect(letters(await raw.until("Z"))).toBe("11tTZ");
    raw.send(
      serialize.bind({ portal: "p", statement: "one" }),
      serialize.describe({ type: "P", name: "p" }),
      serialize.execute({ portal: "p" }),
    );
    raw.send(serialize.close({ type: "P", name: "p" }), serialize.close({ type: "S", name: "one" }), serialize.sync());
    expect(letters(await raw.until("Z"))).toBe("2TDC33Z");
    raw.send(serialize.bind({ statement: "two" }), serialize.execute(), serialize.sync());
    await raw.until("Z");

    expect(shop.relay.statements).toMatchObject([
      { text: "select 1", name: "one", outcome: "ok" },
      { text: "select 2", name: "two", outcome: "ok" },
    ]);
  });

  test("a statement that is refused before anybody runs it", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);

    raw.send(serialize.parse({ name: "bad", text: "selec 1" }), serialize.sync());
    await raw.until("Z");
    raw.send(serialize.parse({ text: "select $1::int" }), serialize.bind({ values: ["x"] }), serialize.sync());
    await raw.until("Z");

    expect(shop.relay.statements).toMatchObject([
      { text: "selec 1", name: "bad", parameters: [], outcome: "error", error: { code: "42601" } },
      { text: "select $1::int", parameters: ["x"], outcome: "error", error: { code: "22P02" } },
    ]);
  });

  test("values in binary format: all of them, or each by its own mark", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);
    const seven = Buffer.from([0, 0, 0, 7]);

    raw.send(
      serialize.parse({ text: "select $1::int, $2::text" }),
      serialize.bind({ values: [seven, "otter"] }),
      serialize.execute(),
    );
    const allBinary = Buffer.from("B\0\0\0\0\0\0\0\x01\0\x01\0\x02\0\0\0\x04\0\0\0\x08\xff\xff\xff\xff\0\0", "latin1");
    allBinary.writeUInt32BE(allBinary.length - 1, 1);
    raw.send(allBinary, serialize.execute(), serialize.sync());

    expect(letters(await raw.until("Z"))).toBe("12DC2DCZ");
    expect(shop.relay.statements.map(({ parameters }) => parameters)).toEqual([
      ["\\x00000007", "otter"],
      ["\\x00000008", null],
    ]);
  });

  test("COPY in both directions", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);

    raw.send(serialize.query("copy cards (id, title) from stdin"));
    await raw.until("G");
    for (let id = 2; id <= 5_000; id += 1) raw.send(serialize.copyData(Buffer.from(`${id}\tHare\n`)));
    raw.send(serialize.copyDone());
    await raw.until("Z");
    raw.send(serialize.query("copy cards to stdout"));
    const copied = await raw.until("Z");

    expect(copied.filter(({ type }) => type === "d")).toHaveLength(5_000);
    expect(shop.relay.statements).toMatchObject([
      { text: "copy cards (id, title) from stdin", outcome: "ok", rows: 4_999 },
      { text: "copy cards to stdout", outcome: "ok", rows: 5_000 },
    ]);
  });

  test("COPY the way libpq starts it, with a Sync that the server ignores", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);

    raw.send(run("copy cards (id, title) from stdin"), serialize.sync());
    await raw.until("G");
    raw.send(serialize.copyData(Buffer.from("2\tHare\n")), serialize.sync(), serialize.copyDone(), serialize.sync());
    expect(letters(await raw.until("Z"))).toBe("CZ");
    raw.send(run("select 1"), serialize.sync());
    await raw.until("Z");

    expect(shop.relay.statements).toMatchObject([
      { outcome: "ok", rows: 1 },
      { text: "select 1", outcome: "ok", rows: 1 },
    ]);
    expect(shop.relay.idleInTransaction()).toBe(0);
  });

  test("COPY that is given up, in both protocols", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);

    raw.send(serialize.query("copy cards from stdin"));
    await raw.until("G");
    raw.send(serialize.copyFail("out of paper"));
    expect(letters(await raw.until("Z"))).toBe("EZ");
    raw.send(run("copy cards from stdin"), serialize.flush());
    await raw.until("G");
    raw.send(serialize.copyFail("out of ink"), serialize.sync());
    expect(letters(await raw.until("Z"))).toBe("EZ");
    raw.send(run("select 1"), serialize.sync());
    await raw.until("Z");

    expect(shop.relay.statements.map(({ outcome, error }) => error?.message ?? outcome)).toEqual([
      "COPY from stdin failed: out of paper",
      "COPY from stdin failed: out of ink",
      "ok",
    ]);
  });

  test("COPY whose answer is to be lost: the data are taken in first", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);
    raw.socket.on("error", () => {});
    shop.relay.cutAfter({ matching: /copy/ });

    raw.send(serialize.query("copy cards (id, title) from stdin"));
    await raw.until("G");
    const closed = new Promise((resolve) => raw.socket.once("close", resolve));
    raw.send(serialize.copyData(Buffer.from("2\tHare\n")), serialize.copyDone());
    await closed;

    expect(await shop.titles()).toEqual(["Happy birthday, Otter!", "Hare"]);
  });

  test("COPY that the server breaks off while the service still sends", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);

    raw.send(serialize.query("begin; copy cards from stdin"));
    await raw.until("G");
    raw.send(serialize.copyData(Buffer.from("not a number\n")));
    await raw.until("Z");
    raw.send(serialize.copyData(Buffer.from("2\n")), serialize.copyDone());
    raw.send(serialize.query("select 1"));
    await raw.until("Z");

    expect(shop.relay.statements.map(({ error }) => error?.code)).toEqual(["22P02", "25P02"]);
    expect(shop.relay.idleInTransaction()).toBe(1);
  });

  test("an empty query, and a portal it never heard of", async () => {
    await using shop = await openTestShop(postgres);
    const raw = await openRawClient(shop.url);

    raw.send(serialize.query(""), run(""), serialize.sync());
    await raw.until("Z");
    await raw.until("Z");
    raw.send(serialize.query("begin; declare shelf cursor for select * from cards"));
    await raw.until("Z");
    raw.send(serialize.execute({ portal: "shelf" }), serialize.sync());
    await raw.until("Z");

    expect(shop.relay.statements.map(({ text, outcome, rows }) => [text, outcome, rows])).toEqual([
      ["", "ok", undefined],
      ["", "ok", undefined],
      ["begin; declare shelf cursor for select * from cards", "ok", undefined],
      ['(unknown portal "shelf")', "ok", 1],
    ]);
  });

  test("notifications, notices and changed settings, and passes them on", async () => {
    await using shop = await openTestShop(postgres);
    const client = await shop.connect();
    const heard: unknown[] = [];
    client.on("notification", ({ channel, payload }) => heard.push([channel, payload]));
    client.on("notice", ({ message }) => heard.push(message));

    await client.query("listen shelf");
    await shop.admin.query("notify shelf, 'new card'");
    await expect.poll(() => heard, { timeout: 4_000, interval: 5 }).toEqual([["shelf", "new card"]]);
    await client.query("set application_name = 'till'; do $$ begin raise notice 'closing'; end $$");

    expect(heard.at(-1)).toBe("closing");
    expect(shop.relay.statements.map(({ outcome }) => outcome)).toEqual(["ok", "ok"]);
  });
});
