"use strict";
/*
 * Plain JavaScript of 2019: the door (shared/cli/hood.cjs) asks it too, when an old Node is all there is.
 */

// biome-ignore-start lint/style/useNodejsImportProtocol: require() knows the prefix since Node 14.18
const fs = require("fs");
const path = require("path");
// biome-ignore-end lint/style/useNodejsImportProtocol: see above

/** npm cannot pack links, so the install script of PostgreSQL's package makes them from a list. True when it did not. */
function hasUnlinkedLibraries(folder) {
  let links = [];
  try {
    links = JSON.parse(fs.readFileSync(path.join(folder, "native", "pg-symlinks.json"), "utf8"));
  } catch (_) {
    return false; // no list: this system needs no links
  }
  return links.some(({ target }) => !fs.existsSync(path.join(folder, target)));
}

module.exports = { hasUnlinkedLibraries };
