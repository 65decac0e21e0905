import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import type { TypeDiagnostic } from "../verdict.ts";
import { findTypeScript } from "./find-typescript.ts";
import { runCompiler } from "./run-compiler.ts";
import { TypesLook, type TypesLookOptions } from "./types-look.ts";

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** A program in the compiler's place; it ignores the compiler's arguments. */
const node = (script: string): readonly [string, ...string[]] => [process.execPath, "-e", script, "--"];
const hangs = () => node("setInterval(() => undefined, 1000)");

/** A look at a service of one file; the folder is inside the repository, so that packages resolve. */
function lookAt(source: string, more: Partial<TypesLookOptions> = {}) {
  const parent = mkdtempSync(join(hoodFolder(root, "tests"), "types-"));
  const folder = join(parent, "source");
  mkdirSync(join(folder, "src"), { recursive: true });
  writeFileSync(join(folder, "src/server.ts"), source);
  const told: (TypeDiagnostic[] | undefined)[] = [];
  const onEnd = (found: TypeDiagnostic[] | undefined) => void told.push(found);
  const look = new TypesLook({ root, runId: "types-test", folder, shown: "lessons/01-x", onEnd, ...more });
  return { look, told, parent, [Symbol.dispose]: () => rmSync(parent, { recursive: true, force: true }) };
}

const rightSource = 'import express from "express";\nexpress().listen(Number(process.env.PORT));\n';

test("a wrong type is found with the repository's settings, beside packages that are used rightly", async () => {
  using seen = lookAt(`${rightSource}const cards: string[] = [];\nexport const first: string = cards[0];\n`);

  seen.look.begin();
  await seen.look.ended;

  // noUncheckedIndexedAccess makes it one.
  expect(seen.told).toEqual([
    [
      {
        file: "lessons/01-x/src/server.ts",
        line: 4,
        column: 14,
        message: "Type 'string | undefined' is not assignable to type 'string'.",
        code: "TS2322",
      },
    ],
  ]);
  expect(readdirSync(seen.parent)).toEqual(["source"]);
});

test("right types are no errors", async () => {
  using seen = lookAt(rightSource);

  seen.look.begin();
  await seen.look.ended;

  expect(seen.told).toEqual([[]]);
});

test.each([
  ["not installed", () => undefined],
  ["not a program", () => [join(root, "no-such-program")] as const],
  ["a program that crashes", () => node("process.abort()")],
  [
    "a program that finds its own settings wrong",
    () => node("console.log('error TS5083: none'); process.exitCode = 1"),
  ],
])("types stay unknown when the compiler is %s", async (_name, findCompiler) => {
  using seen = lookAt(rightSource, { findCompiler });

  seen.look.begin();
  await seen.look.ended;

  expect(seen.told).toEqual([undefined]);
});

test("a compiler that hangs is ended when the look is cancelled, and that is told once", async () => {
  const newerSave = new AbortController();
  using seen = lookAt(rightSource, { findCompiler: hangs, signal: newerSave.signal });

  seen.look.begin();
  newerSave.abort();
  await seen.look.ended;
  seen.look.begin();
  seen.look.cancel();
  await seen.look.ended;

  expect(seen.told).toEqual([undefined]);
});

test("a compiler that hangs is ended by itself", async () => {
  using seen = lookAt(rightSource, { findCompiler: hangs, limit: 50 });

  seen.look.begin();
  await seen.look.ended;

  expect(seen.told).toEqual([undefined]);
});

test("what was skipped starts no compiler, and what has begun is not skipped", async () => {
  let started = 0;
  const findCompiler = () => {
    started += 1;
    return node("process.exitCode = 0");
  };
  using skipped = lookAt(rightSource, { findCompiler });
  using begun = lookAt(rightSource, { findCompiler });

  skipped.look.skip();
  begun.look.begin();
  begun.look.skip();
  await Promise.all([skipped.look.ended, begun.look.ended]);

  expect(started).toBe(1);
  expect([skipped.told, begun.told]).toEqual([[undefined], [[]]]);
});

test("the compiler gives way to everything else", async () => {
  const untilLow = `const untilLow = () => {
    if (os.getPriority() === ${constants.priority.PRIORITY_BELOW_NORMAL}) console.log("low, cores:", process.env.GOMAXPROCS);
    else setTimeout(untilLow, 5);
  };`;
  const run = await runCompiler({
    program: node(`const os = require("node:os"); ${untilLow} untilLow();`),
    words: [],
    folder: root,
    env: {},
    signal: AbortSignal.timeout(30_000),
  });

  expect(run).toEqual({ code: 0, output: "low, cores: 1\n" });
});

test("the installed compiler is found without a package manager", () => {
  expect(existsSync(findTypeScript() ?? "")).toBe(true);
});
