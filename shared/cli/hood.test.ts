import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseAst } from "vitest/node";
import { installTrouble } from "./doctor/installation.cjs";
import { fakeInstall, postgresPackage } from "./doctor/testing/fake-install.ts";
import { copyMachine, type MachineCopy } from "./doctor/testing/machine-copy.ts";
import { type DoorOptions, pretendVersion, runDoor } from "./doctor/testing/run-door.ts";

let machine: MachineCopy;

beforeAll(() => {
  machine = copyMachine({ packages: false });
});

afterAll(() => machine[Symbol.dispose]());

const remove = (...parts: string[]) => rmSync(join(machine.root, "node_modules", ...parts), { recursive: true });

async function screenOf(options?: DoorOptions): Promise<string> {
  const { code, screen } = await runDoor(machine.door, ["check", "05"], options);
  expect(code).toBe(2);
  return screen;
}

test("a machine that cannot run the course is told why, and the one command that mends it", async () => {
  const node20 = { before: pretendVersion("20.19.4") };
  const node14 = { before: pretendVersion("14.21.3") };
  const screens: [string, string][] = [];

  screens.push(["npm ci was never run", await screenOf()]);
  screens.push(["npm ci was never run, and Node is very old", await screenOf(node14)]);
  fakeInstall(machine.root);
  screens.push(["another Node runs, though the course's own is there", await screenOf(node20)]);
  remove("node", "bin");
  screens.push(["install scripts were blocked", await screenOf(node20)]);
  screens.push(["install scripts were blocked, and Node is very old", await screenOf(node14)]);
  remove("node");
  screens.push(["NODE_ENV=production npm ci", await screenOf(node20)]);
  remove(".package-lock.json");
  screens.push(["npm ci was stopped halfway", await screenOf(node20)]);

  const text = screens.map(([title, screen]) => `=== ${title}\n\n${screen}`).join("");
  await expect(text).toMatchFileSnapshot("doctor/snapshots/door.txt");
});

test("a package that came with git pull, and is not installed, is asked for", async () => {
  fakeInstall(machine.root);

  const screen = (await screenOf()).replaceAll("\n", " ");

  expect(screen).toMatch(/^The course cannot start. {2}A package is missing, or is not the one .* npm ci/);
});

test("PostgreSQL's blocked install script is noticed, and named beside Node's", () => {
  fakeInstall(machine.root);
  remove(postgresPackage, "native", "lib");
  expect(installTrouble(machine.root)).toMatchObject({
    kind: "blocked",
    mend: `npm rebuild --ignore-scripts=false ${postgresPackage}`,
  });

  remove(".bin", "node");
  expect(installTrouble(machine.root)?.mend).toBe(`npm rebuild --ignore-scripts=false node ${postgresPackage}`);
});

test("a word that is no command gets the nearest one, and all of them", async () => {
  using whole = copyMachine();

  const { code, screen } = await runDoor(whole.door, ["chekc"]);

  expect(code).toBe(2);
  expect(screen).toMatch(/^There is no command "chekc"\.\nThe nearest is: npm run check\n\nAll of them: .*doctor/);
});

test("an old Node can read the door, and all that it loads", () => {
  const isFile = (name: string) => name.endsWith(".cjs") || name.startsWith(".");
  const seen = new Map<string, string>();
  const follow = (file: string) => {
    if (seen.has(file)) return;
    const code = readFileSync(file, "utf8");
    seen.set(file, code);
    const required = [...code.matchAll(/require\("([^"]+)"\)/g)].flatMap(([, name]) => (name ? [name] : []));
    // Built-in modules go by their old names.
    expect(required.filter((name) => name.startsWith("node:"))).toEqual([]);
    for (const name of required.filter(isFile)) follow(createRequire(file).resolve(name));
  };
  follow(machine.door);

  expect(seen.size).toBe(5);
  for (const code of seen.values()) expect(newerSyntax(parseAst(code), code)).toEqual([]);
});

/** Syntax from after 2019, as pieces of the code: what Node 12 would stumble over. */
function newerSyntax(node: unknown, code: string): string[] {
  if (Array.isArray(node)) return node.flatMap((child) => newerSyntax(child, code));
  if (typeof node !== "object" || node === null) return [];
  const { type, operator, start, end, ...rest } = node as Record<string, unknown>;
  const types = ["ChainExpression", "PropertyDefinition", "PrivateIdentifier", "StaticBlock", "MetaProperty"];
  const isNewer = types.includes(String(type)) || ["??", "??=", "||=", "&&="].includes(String(operator));
  const here = isNewer ? [code.slice(Number(start), Number(end))] : [];
  return [...here, ...newerSyntax(Object.values(rest), code)];
}

test("the search for newer syntax finds some", () => {
  const code = "a?.b; a ?? b; a ||= 1; class Otter { name = 1 }";
  expect(newerSyntax(parseAst(code), code)).toEqual(["a?.b", "a ?? b", "a ||= 1", "name = 1"]);
});
