import { beforeAll, expect, test } from "vitest";
import { loadSplitter, splitStatements } from "./split-statements.ts";

beforeAll(() => loadSplitter());

test.each([
  ["one statement", "select 1;", ["select 1;"], ""],
  ["two on a line", "begin; select 1;", ["begin;", "select 1;"], ""],
  ["one and a half", "begin; select", ["begin;"], "select"],
  ["several lines", "select 1,\n  2\n;", ["select 1,\n  2\n;"], ""],
  ["a semicolon in quotes", "select ';', \";\", $$;$$;", ["select ';', \";\", $$;$$;"], ""],
  ["letters of more than one byte", "select 'é🦦'; select 2;", ["select 'é🦦';", "select 2;"], ""],
  ["a semicolon in parentheses", "select (1; 2); select 3;", ["select (1; 2);", "select 3;"], ""],
  ["a comment behind", "drop table cards; --%'", ["drop table cards;"], ""],
  ["a comment before", "-- the shelf\nselect 1;", ["-- the shelf\nselect 1;"], ""],
  ["semicolons alone", " ; ;", [], ""],
  ["nothing", " \n", [], ""],
  ["an open quote", "select 'O'Brien';", [], "select 'O'Brien';"],
  ["an open dollar quote", "select $x$ $$;", [], "select $x$ $$;"],
  ["an open comment", "select /* 1;", [], "select /* 1;"],
  ["what no scanner reads", "select 1a;", ["select 1a;"], ""],
  ["the beginning of it", "select 1a", [], "select 1a"],
])("%s", (_what, typed, statements, rest) => {
  expect(splitStatements(typed)).toEqual({ statements, rest });
});
