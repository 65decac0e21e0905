import { lstatSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";

/** Files below a folder with `/` between names, sorted; links and `node_modules` left out. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => !file.split(sep).includes("node_modules") && lstatSync(join(folder, file)).isFile())
    .map((file) => file.split(sep).join("/"))
    .sort();
}
