import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { distance } from "#shared/lessons/find-lesson.ts";
import { exitCode } from "./exit-code.ts";
import { wrap } from "./terminal/wrap.ts";
import { words } from "./words/index.ts";

/* What the door (hood.cjs) loads in place of a command that does not exist. */

const asked = process.argv[2];
const names = readdirSync(fileURLToPath(new URL("commands", import.meta.url)))
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => file.slice(0, -".ts".length));
const nearest = asked === undefined ? undefined : [...names].sort((a, b) => distance(a, asked) - distance(b, asked))[0];

for (const line of words.unknownCommand(asked, nearest, names)) console.error(wrap(line).join("\n"));
process.exitCode = exitCode.couldNotRun;
