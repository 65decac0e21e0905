"use strict";
/*
 * The door to every command: `node shared/cli/hood.cjs start`. Written so that every Node since 12 can read it, because a
 * machine whose install went wrong runs this file with whatever Node it has, and has to be told what to do.
 */

// biome-ignore-start lint/style/useNodejsImportProtocol: require() knows the prefix since Node 14.18
const { existsSync } = require("fs");
const nodeModule = require("module");
const path = require("path");
// biome-ignore-end lint/style/useNodejsImportProtocol: see above

require("./born.cjs");
const { installTrouble, isOwnNodeReady, loadTrouble } = require("./doctor/installation.cjs");
const words = require("./words/en/door.cjs");

/** The major version of Node that the course needs, and the first whose npm can install it. */
const wanted = 24;
const oldestForNpm = 20;

const root = path.dirname(path.dirname(__dirname));

function main() {
  const known = isCommand(process.argv[2]);
  const trouble = nodeTrouble(known ? process.argv[2] : "start");
  if (trouble !== undefined) return tell(trouble);
  // Keeps compiled code between runs: without it a command takes twice as long to say its first word.
  nodeModule.enableCompileCache(path.join(root, ".hood", "compile-cache"));
  const [name] = known ? process.argv.splice(2, 1) : [];
  import(known ? `./commands/${name}.ts` : "./unknown-command.ts").catch((error) => {
    const load = loadTrouble(root, error);
    if (load !== undefined) return tell(load);
    console.error(error); // a defect of the course
    process.exitCode = 2;
  });
}

function isCommand(name) {
  return /^[a-z-]+$/.test(name) && existsSync(path.join(__dirname, "commands", `${name}.ts`));
}

/** Why this Node cannot go on, if it cannot. */
function nodeTrouble(command) {
  const version = process.versions.node;
  const major = Number(version.split(".")[0]);
  if (major >= wanted) return undefined;
  if (isOwnNodeReady(root)) {
    return { found: words.otherNode(version, wanted), say: words.startThroughNpm, mend: `npm run ${command}` };
  }
  const trouble = installTrouble(root);
  if (major >= oldestForNpm) return trouble;
  const found = `${trouble.found} ${words.tooOldToInstall(version, oldestForNpm, wanted)}`;
  return { found, say: words.installNode, mend: "npm ci" };
}

/** Prints what was found, and the command that mends it on a line of its own, to be copied. */
function tell({ found, say = words.run, mend }) {
  console.error([words.cannotStart, "", ...wrap(found), "", ...wrap(say), "", `  ${mend}`, ""].join("\n"));
  process.exitCode = 2;
}

function wrap(text) {
  const width = Math.min(process.stderr.columns || 80, 80);
  return text.split(" ").reduce((lines, word) => {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + 1 + word.length <= width) lines[last] += ` ${word}`;
    else lines.push(word);
    return lines;
  }, []);
}

main();
