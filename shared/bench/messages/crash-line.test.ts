import { expect, test } from "vitest";
import type { BenchContext } from "../context.ts";
import { crashLine } from "./explain-end.ts";

const folders = {
  root: "/course",
  sourceFolder: "/run/source",
  displayFolder: "lessons/05-card-shelf",
} as unknown as BenchContext;

/* What Node prints when nobody catches what the database driver throws: first a piece of the driver's own source. */
const uncaught = [
  "/course/node_modules/pg/lib/client.js:631",
  "      Error.captureStackTrace(err)",
  "            ^",
  "error: permission denied to create role",
  "    at /course/node_modules/pg/lib/client.js:631:17",
  "    at async Server.<anonymous> (file:///run/source/src/server.ts:7:3) {",
  "  code: '42501',",
];

test("the driver's error is told, not the line of its source that Node shows", () => {
  expect(crashLine(folders, uncaught)).toBe("error: permission denied to create role");
});

test.each(["Error: the shelf is empty", "Error", "Error [ERR_OUT_OF_STOCK]: no cards", "[Error: no cards]"])(
  "%s is told as it stands",
  (line) => {
    expect(crashLine(folders, ["src/app.ts:4", "      throw new Problem()", line, "    at src/app.ts:4:9"])).toBe(line);
  },
);
