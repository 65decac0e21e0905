import { readFileSync } from "node:fs";
import { join } from "node:path";
import { words } from "../words/index.ts";
import { type Finding, note, ok, problem } from "./check.ts";
import { installTrouble } from "./installation.cjs";

/** Names of packages that a message has room for. */
const shown = 3;

/** Whether node_modules is what package-lock.json asks for, by npm's own list of what it has installed. */
export function installCheck(root: string): Finding {
  const say = words.doctor.install;
  const trouble = installTrouble(root);
  if (trouble) return (trouble.kind === "blocked" ? note : problem)(trouble.found, say.run(trouble.mend));
  const wanted = packagesIn(join(root, "package-lock.json"));
  const installed = packagesIn(join(root, "node_modules", ".package-lock.json"));
  const other = Object.entries(wanted)
    .filter(([path, { optional }]) => path !== "" && !optional)
    .filter(([path, { version }]) => installed[path]?.version !== version)
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
  if (other.length === 0) return ok(say.complete(Object.keys(installed).length));
  return problem(say.differs(other.length, other.slice(0, shown)), say.run("npm ci"));
}

type Packages = Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;

function packagesIn(lockFile: string): Packages {
  return (JSON.parse(readFileSync(lockFile, "utf8")) as { packages: Packages }).packages;
}
