import { Client } from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openSqlPrompt } from "./open-prompt.ts";

const server = inject("postgres").adminUrl;
const schema = `sql_prompt_${process.pid}`;
const url = `${server}?options=-csearch_path%3D${schema}`;
let admin: Client;

beforeAll(async () => {
  admin = new Client(url);
  await admin.connect();
  await admin.query(`create schema ${schema}`);
  await admin.query("create table cards (id int primary key, title text, note text)");
  await admin.query("insert into cards values (1, 'Happy birthday, Otter!', null), (20, 'Für Ærø 🦦', 'thanks')");
});
afterAll(async () => {
  await admin.query(`drop schema ${schema} cascade`);
  await admin.end();
});

/** Types lines, and returns what was printed. */
async function typed(...lines: string[]): Promise<string[]> {
  const printed: string[] = [];
  await using prompt = await openSqlPrompt(url, (line) => printed.push(line));
  for (const line of lines) await prompt.type(line);
  return printed;
}

// What is expected here is what psql 15 printed, without the blanks at the ends of lines.
test("rows stand in columns, numbers to the right, and are counted", async () => {
  expect(await typed("select * from cards", "order by id;")).toEqual([
    " id |         title          |  note",
    "----+------------------------+--------",
    "  1 | Happy birthday, Otter! |",
    " 20 | Für Ærø 🦦             | thanks",
    "(2 rows)",
    "",
  ]);
  expect(await typed("select 1 as one where false; select from cards where id = 1;")).toEqual([
    " one",
    "-----",
    "(0 rows)",
    "",
    "--",
    "(1 row)",
    "",
  ]);
});

test("a statement without rows is told by its tag, and what the server remarks stands before it", async () => {
  expect(
    await typed("update cards set note = null where id = 99; begin; drop table if exists nowhere; rollback;"),
  ).toEqual(["UPDATE 0", "BEGIN", 'NOTICE:  table "nowhere" does not exist, skipping', "DROP TABLE", "ROLLBACK"]);
});

test("an error names its place, and the statements after it run", async () => {
  expect(await typed("select 1,", "  count(*) from card;", "insert into cards values (1); select 2 as two;")).toEqual([
    'ERROR:  relation "card" does not exist',
    "LINE 2:   count(*) from card;",
    "                        ^",
    'ERROR:  duplicate key value violates unique constraint "cards_pkey"',
    "DETAIL:  Key (id)=(1) already exists.",
    " two",
    "-----",
    "   2",
    "(1 row)",
    "",
  ]);
});

test("of many rows the first thousand are shown, and all are counted", async () => {
  const printed = await typed("select n from generate_series(1, 5000) as n;");

  expect(printed).toHaveLength(1_004);
  expect(printed.at(-2)).toBe("(5000 rows, of which 1000 are shown)");
});

test("a value cannot act on the terminal", async () => {
  expect((await typed(String.raw`select E'\x1b[31mred' as colour;`))[2]).toBe(String.raw` \x1b[31mred`);
});

test("copy from stdin gets no data, and the next statement runs", async () => {
  expect(await typed("copy cards from stdin;", "select 2 as two;")).toEqual([
    expect.stringContaining("this prompt has no data to send"),
    ...[" two", "-----", "   2", "(1 row)", ""],
  ]);
});

test("the prompt tells an unfinished statement, a transaction and a failed one", async () => {
  await using prompt = await openSqlPrompt(url, () => undefined);
  const texts = [prompt.text];
  for (const line of ["begin;", "select", "1;", "selec;", "rollback;"]) {
    await prompt.type(line);
    texts.push(prompt.text);
  }

  expect(texts).toEqual(["=> ", "=*> ", "-> ", "=*> ", "=!> ", "=> "]);
});

test("a statement that waits for a lock can be stopped, and what was typed be taken back", async () => {
  const printed: string[] = [];
  await using holder = await openSqlPrompt(url, () => undefined);
  await using prompt = await openSqlPrompt(url, (line) => printed.push(line));
  await holder.type("begin; select from cards where id = 1 for update;");

  const waiting = prompt.type("update cards set note = 'x' where id = 1; delete from cards; select");
  await expect.poll(waitingSessions).toBe(1);
  await prompt.interrupt();

  expect(await waiting).toBe(false);
  expect(printed).toEqual(["ERROR:  canceling statement due to user request"]);
  expect([prompt.rest, prompt.text]).toEqual(["", "=> "]);
});

test("a connection that is cut ends what runs with the reason", async () => {
  await using prompt = await openSqlPrompt(url, () => undefined);

  await expect(prompt.type("select pg_terminate_backend(pg_backend_pid());")).rejects.toThrow(
    "terminating connection due to administrator command",
  );
  await prompt.lost;
});

test("a server that is not there is an error", async () => {
  await expect(openSqlPrompt("postgres://127.0.0.1:1/nowhere", () => undefined)).rejects.toThrow("ECONNREFUSED");
});

async function waitingSessions(): Promise<number> {
  const { rows } = await admin.query<{ count: number }>(
    "select count(*)::int from pg_locks where not granted and pid in (select pid from pg_stat_activity where query like 'update cards%')",
  );
  return rows[0]?.count ?? 0;
}
