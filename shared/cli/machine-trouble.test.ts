import { expect, test } from "vitest";
import { machineTrouble } from "./machine-trouble.ts";
import { repositoryRoot } from "./session.ts";

test("a machine that is well has nothing to do with a defect", async () => {
  expect(await machineTrouble(repositoryRoot)).toEqual([]);
  expect(await machineTrouble(repositoryRoot, new TypeError("undefined is not a function"))).toEqual([]);
});

test("an error of the system is told, also when the quick look finds nothing", async () => {
  const error = Object.assign(new Error("EROFS: read-only file system"), { code: "EROFS", path: "/cd/.hood" });

  expect(await machineTrouble(repositoryRoot, error)).toEqual([
    "",
    "This command could not do its work, because something is wrong with the machine.",
    "More: npm run doctor",
    "",
    "MEND  System: /cd/.hood cannot be written: its drive is read-only.",
    "      Copy the course's folder to a drive of your own, and begin there:",
    "        npm ci",
  ]);
});

test("a package that is only loaded in the middle of a command is asked for", async () => {
  const error = Object.assign(new Error("Cannot find package 'otter'"), { code: "ERR_MODULE_NOT_FOUND" });

  expect((await machineTrouble(repositoryRoot, error)).join(" ")).toMatch(/Cannot find package 'otter'.*npm ci$/);
});
