import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { repositoryRoot } from "../session.ts";
import { copyFixtureCourse, runToEnd } from "../testing/fixture-course.ts";
import { keys, openTerminal } from "../testing/terminal.ts";

const { adminUrl } = inject("postgres");

function openCourse(): string {
  const course = copyFixtureCourse();
  onTestFinished(() => course[Symbol.dispose]());
  chmodSync(course.folder, 0o755); // for root, whose PostgreSQL runs as another account
  return course.folder;
}

/** What the command says of what comes through a pipe. */
function pipe(input: string, words: readonly string[]) {
  const door = join(repositoryRoot, "shared/cli/hood.cjs");
  const env = { ...process.env, HOOD_POSTGRES: "embedded", NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [door, "sql", ...words], { input, env });
  return { code: status, output: String(stdout), said: String(stderr) };
}

/** How many rows a statement of an administrator returns. */
async function count(statement: string, parameter: string): Promise<number> {
  const client = new Client(adminUrl);
  await client.connect();
  const { rows } = await client.query(statement, [parameter]);
  await client.end();
  return rows.length;
}

const sessionsAt = (query: string) => count("select from pg_stat_activity where query = $1", query);
const endSession = (query: string) =>
  count("select pg_terminate_backend(pid) from pg_stat_activity where query = $1", query);

test("a person looks into a lesson's database, stops, and leaves; the rows stay", async () => {
  const folder = openCourse();
  await using terminal = openTerminal(["sql", "2", "--course", folder]);
  await terminal.waitFor(/^=>$/m);
  terminal.press(`begin;${keys.enter}`);
  await terminal.waitFor(/^=\*>$/m);
  terminal.press(`insert into notes (text)${keys.enter}`);
  await terminal.waitFor(/^->$/m);
  terminal.press(`${keys.enter}values ('typed'); commit;${keys.enter}`);
  await terminal.waitFor(/COMMIT\n=>$/m);
  terminal.press(keys.up);
  await terminal.waitFor(/^=> values/m);
  terminal.press(keys.ctrlC);
  await terminal.waitFor(/\^C\n=>$/m);
  terminal.press(`select 'O'Brien';${keys.enter}`);
  await terminal.waitFor(/A quote, a comment or a parenthesis is still open/);
  terminal.press(keys.ctrlC);
  await terminal.waitFor(/-> \^C\n=>$/m);
  terminal.press(keys.ctrlC);
  await terminal.waitFor(/Ctrl-D or \\q ends this\.\n=>$/m);
  terminal.press("\u0004");

  expect((await terminal.ended).code).toBe(0);
  expect(terminal.text()).toContain("The statement goes on until a semicolon ends it");
  expect(pipe("select text from notes where text = 'typed'", ["2", "--course", folder])).toEqual({
    code: 0,
    output: " text\n-------\n typed\n(1 row)\n\n",
    said: "The database of 02 Notes, as npm run serve 02 uses it.\n",
  });
}, 60_000); // two servers that write to the disk

test("a statement that runs is stopped by Ctrl-C, and its error is told", async () => {
  await using terminal = openTerminal(["sql", adminUrl]);
  await terminal.waitFor(/^=>$/m);
  terminal.press(`select pg_sleep(300);${keys.enter}`);
  await expect.poll(() => sessionsAt("select pg_sleep(300);"), { timeout: 45_000 }).toBe(1);
  terminal.press(keys.ctrlC);
  await terminal.waitFor(/\^C\nERROR: {2}canceling statement due to user request\n=>$/m);
  terminal.press(`\\d${keys.enter}\\q${keys.enter}`);

  expect((await terminal.ended).code).toBe(0);
  expect(terminal.text()).toContain("This prompt knows SQL, \\q and \\?, but not \\d.");
});

test("a connection that is lost while nobody types is told", async () => {
  await using terminal = openTerminal(["sql", adminUrl]);
  await terminal.waitFor(/^=>$/m);
  terminal.press(`select 'otter';${keys.enter}`);
  await terminal.waitFor(/1 row\)\n\n=>$/m);
  await endSession("select 'otter';");

  expect((await terminal.ended).code).toBe(2);
  expect(terminal.text()).toContain("The connection is gone: terminating connection due to administrator command.");
});

test("through a pipe every statement runs, and a failed one is exit code 1", () => {
  const { code, output, said } = pipe("select 1 as one; selec;\nselect 2 as two", [adminUrl]);

  expect([code, said]).toEqual([1, ""]);
  expect(output).toMatch(/ {3}1\n.*ERROR: {2}syntax error at or near "selec"\n.* {3}2\n/s);
});

test("what is open at the end of a pipe is told", () => {
  for (const open of ["select 'open;", "select (1;"]) {
    const { code, output, said } = pipe(open, [adminUrl]);

    expect([code, output]).toEqual([1, ""]);
    expect(said.replace(/\s+/g, " ")).toBe(
      "A quote, a comment or a parenthesis is still open at the end: the last statement was not run. ",
    );
  }
});

test("a connection that is cut is told, and counts as could not run", () => {
  const { code, said } = pipe("select pg_terminate_backend(pg_backend_pid());", [adminUrl]);

  expect(code).toBe(2);
  expect(said).toMatch(/^The connection is gone: terminating connection/);
});

test("what has no database, or cannot be reached, is a sentence without a password", async () => {
  expect(await runToEnd("sql", ["1", "--course", openCourse()])).toEqual({
    code: 2,
    output: "01 Greeting has no database.",
  });
  const { code, output } = await runToEnd("sql", ["postgres://ada:secret@127.0.0.1:1/shelf"]);
  expect(code).toBe(2);
  expect(output).toMatch(/^postgres:\/\/ada:\*\*\*@127\.0\.0\.1:1\/shelf cannot be reached: .*ECONNREFUSED/);
});
