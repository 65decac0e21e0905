import { describe, expect, test } from "vitest";
import { formatStatements } from "./format-statements.ts";
import type { Statement } from "./statement.ts";

function statement(seen: Partial<Statement>): Statement {
  return {
    index: 1,
    connection: 1,
    text: "select 1",
    parameters: [],
    protocol: "simple",
    name: "",
    inTransaction: false,
    outcome: "ok",
    rows: 1,
    startedAt: 0,
    ...seen,
  };
}

describe("formatStatements", () => {
  test("shows connection, SQL on one line, parameters and errors", () => {
    const lines = formatStatements([
      statement({ connection: 2, text: "BEGIN" }),
      statement({ text: "update cards\n   set title = $2\n where id = $1", parameters: ["7", null] }),
      statement({
        text: "insert into cards values ($1)",
        parameters: ["O'Brien"],
        outcome: "error",
        error: { code: "23505", message: "duplicate key" },
      }),
      statement({ text: "select pg_sleep(9)", outcome: "pending" }),
    ]);

    expect(lines).toEqual([
      "conn 2  BEGIN",
      "conn 1  update cards set title = $2 where id = $1   -- $1 = '7', $2 = null",
      "conn 1  insert into cards values ($1)   -- $1 = 'O''Brien'; error 23505: duplicate key",
      "conn 1  select pg_sleep(9)   -- not answered",
    ]);
  });

  test("shows the same statement several times in a row as one line", () => {
    const find = (connection: number, more: Partial<Statement> = {}) =>
      statement({ connection, text: "select id from cards", ...more });
    const failed = { outcome: "error", error: { code: "42P01", message: "no cards" } } as const;

    expect(
      formatStatements(
        [
          ...[statement({ text: "begin" }), statement({ text: "commit" })],
          ...[find(1), find(1), find(1)],
          ...[find(3, failed), find(5, failed), find(4, failed)],
          ...[find(2, { parameters: ["7"] }), find(2, { parameters: ["8"] })],
        ],
        { limit: 4 },
      ),
    ).toEqual([
      "... 2 more before these",
      "conn 1  select id from cards   -- 3 times",
      "conn 3  select id from cards   -- 3 times, on conn 3 to 5; error 42P01: no cards",
      "conn 2  select id from cards   -- $1 = '7'",
      "conn 2  select id from cards   -- $1 = '8'",
    ]);
  });

  test("tells what the test did itself", () => {
    const failed = { outcome: "error", error: { code: "40001", message: "try again" } } as const;

    expect(
      formatStatements([
        statement({ text: "commit", fault: "failed", ...failed }),
        statement({ text: "commit", fault: "cut", ...failed }),
        statement({ text: "commit", fault: "answer lost" }),
        statement({ text: "commit", fault: "delayed", outcome: "pending" }),
      ]),
    ).toEqual([
      "conn 1  commit   -- failed by the test; error 40001: try again",
      "conn 1  commit   -- cut by the test",
      "conn 1  commit   -- answer lost by the test",
      "conn 1  commit   -- delayed by the test; not answered",
    ]);
  });

  test("keeps the newest and counts the others", () => {
    const statements = [1, 2, 3, 4, 5].map((index) =>
      statement({ index, text: `select ${index}`, connection: index * 3 }),
    );

    expect(formatStatements(statements, { limit: 2 })).toEqual([
      "... 3 more before these",
      "conn 12  select 4",
      "conn 15  select 5",
    ]);
    expect(formatStatements(statements, { limit: 0 })).toEqual(["... 5 more before these"]);
    expect(formatStatements([])).toEqual([]);
  });

  test("cuts to the width and leaves the parameters their part of the line", () => {
    const [line = ""] = formatStatements(
      [statement({ text: `select ${"a, ".repeat(100)} $1`, parameters: ["otter"] })],
      { width: 60 },
    );

    expect(line.length).toBeLessThanOrEqual(60);
    expect(line).toMatch(/^conn 1 {2}select a, a, .*\.\.\. .*a, \$1 {3}-- \$1 = 'otter'$/);
  });

  test("cuts a long parameter and never exceeds the width", () => {
    const statements = [
      statement({ text: "select $1", parameters: Array.from({ length: 50 }, () => "x".repeat(500)) }),
    ];

    for (const width of [20, 60, 140]) expect(formatStatements(statements, { width })[0]).toHaveLength(width);
    expect(formatStatements(statements, { width: 140 })[0]).toContain(`$1 = '${"x".repeat(37)}...', $2`);
  });

  test("counts an emoji as one character, so that a line has at most twice the width in code units", () => {
    const [line = ""] = formatStatements([statement({ text: `select '${"\u{1f9a6}".repeat(900)}'` })], { width: 440 });

    expect([...line].length).toBeLessThanOrEqual(440);
    expect(line.length).toBeLessThanOrEqual(880);
  });

  test("lets no control character and no hidden mark through", () => {
    const nasty = "\x1b[31mred\x07\u0085\u202Eevil\u200B\x00\ud800";
    const lines = formatStatements(
      [
        statement({
          text: `select '${nasty}'`,
          parameters: [`two\nlines\t${nasty}`],
          outcome: "error",
          error: { code: "42601", message: nasty },
        }),
      ],
      { width: 1_000 },
    );

    expect(lines.join("")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    expect(lines[0]).toContain("$1 = 'two\\nlines\\t\\x1b[31mred\\x07");
    expect(lines[0]).toContain("\\u{202e}evil");
  });
});
