import { existsSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { words } from "../words/index.ts";
import { type Finding, note, ok } from "./check.ts";
import { isOwnNodeReady } from "./installation.cjs";

/** Which Node runs this, and whether it is the course's own. One that is too old does not come past the door. */
export function nodeCheck(root: string, node = { version: process.versions.node, path: process.execPath }): Finding {
  const say = words.doctor.node;
  const own = join(root, "node_modules", "node");
  const isOwn = existsSync(own) && node.path.startsWith(realpathSync(own) + sep);
  if (isOwn) return ok(say.own(node.version));
  return note(say.other(node.version, node.path), isOwnNodeReady(root) ? say.useNpm : undefined);
}
