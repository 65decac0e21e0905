import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { repositoryRoot } from "../session.ts";
import { clockCheck } from "./clock-check.ts";
import { diskCheck } from "./disk-check.ts";
import { driveCheck } from "./drive-check.ts";
import { installCheck } from "./install-check.ts";
import { localeCheck } from "./locale-check.ts";
import { memoryCheck } from "./memory-check.ts";
import { nodeCheck } from "./node-check.ts";
import { portCheck } from "./port-check.ts";
import { quickCheck } from "./quick-check.ts";
import { fakeInstall, postgresPackage } from "./testing/fake-install.ts";
import { watchCheck } from "./watch-check.ts";
import { writeCheck } from "./write-check.ts";

const megabyte = 1024 * 1024;

function testFolder() {
  const path = mkdtempSync(join(hoodFolder(repositoryRoot, "tests"), "doctor-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

const systemError = (code: string, path?: string) => Object.assign(new Error(code), { code, ...(path && { path }) });

test("another Node than the course's own is a note, with the way to its own", () => {
  expect(nodeCheck(repositoryRoot)).toEqual({ outcome: "ok", found: `${process.versions.node}, the course's own` });
  expect(nodeCheck(repositoryRoot, { version: "26.1.0", path: "/usr/bin/node" })).toEqual({
    outcome: "note",
    found: "26.1.0 of your machine (/usr/bin/node); it can run the course.",
    mend: "Begin with npm, which finds the course's own: npm run doctor",
  });
});

test("packages that are not those of package-lock.json are a problem; optional ones may be missing", () => {
  using folder = testFolder();
  fakeInstall(folder.path);
  const lock = (name: string, packages: object) =>
    writeFileSync(join(folder.path, name), JSON.stringify({ packages: { "": { version: "1.0.0" }, ...packages } }));
  lock("package-lock.json", {
    "node_modules/zod": { version: "4.6.7" },
    "node_modules/pg": { version: "8.23.1" },
    "node_modules/express": { version: "5.3.0" },
    "node_modules/express/node_modules/debug": { version: "4.0.0" },
    "node_modules/fsevents": { version: "2.3.3", optional: true },
  });
  const installed = { "node_modules/zod": { version: "4.6.7" }, "node_modules/pg": { version: "8.0.0" } };
  lock("node_modules/.package-lock.json", installed);

  expect(installCheck(folder.path)).toEqual({
    outcome: "problem",
    found: "3 are not as this version of the course needs them (pg, express, debug).",
    mend: "Run this: npm ci",
  });
});

test("a blocked install script is a note: another Node, or another PostgreSQL, may do instead", () => {
  using folder = testFolder();
  fakeInstall(folder.path);
  rmSync(join(folder.path, "node_modules", postgresPackage, "native/lib"), { recursive: true });

  expect(installCheck(folder.path)).toMatchObject({
    outcome: "note",
    mend: `Run this: npm rebuild --ignore-scripts=false ${postgresPackage}`,
  });
});

test.each([
  [199, "problem"],
  [200, "note"],
  [1023, "note"],
  [1024, "ok"],
])("%i MB on the fullest drive: %s", (free, outcome) => {
  const roomOf = (folder: string) => ({
    bytes: (folder.includes("course") ? free : 50_000) * megabyte,
    files: Number.POSITIVE_INFINITY,
  });
  expect(diskCheck("/course", roomOf)).toMatchObject({ outcome });
});

test("a drive that can hold no more files is full, however many bytes are free", () => {
  const found = diskCheck("/course", () => ({ bytes: 50_000 * megabyte, files: 10 })).found;
  expect(found).toMatch(/has room for hardly any more files/);
});

test("memory: less than the course takes is a problem, except where the system only looks full", () => {
  expect(memoryCheck("linux", 299 * megabyte).outcome).toBe("problem");
  expect(memoryCheck("win32", 900 * megabyte).outcome).toBe("note");
  expect(memoryCheck("linux", 2000 * megabyte).outcome).toBe("ok");
  expect(memoryCheck("darwin", 100 * megabyte).outcome).toBe("ok");
});

test("ports: the machine's own address switched off, or forbidden", async () => {
  const failing = (code: string) => () => Promise.reject(systemError(code));

  expect((await portCheck("linux")).outcome).toBe("ok");
  expect((await portCheck("linux", failing("EADDRNOTAVAIL"))).mend).toMatch(/sudo ip link set lo up$/);
  expect(await portCheck("linux", failing("EPERM"))).toMatchObject({
    outcome: "problem",
    found: "programs cannot talk to each other on 127.0.0.1 (EPERM).",
    mend: expect.stringMatching(/^Allow Node in your firewall/),
  });
});

test("what cannot be written is named, with the step for its reason", () => {
  const failing = (code: string) => () => {
    throw systemError(code, "/course/lessons");
  };

  expect(writeCheck(repositoryRoot).outcome).toBe("ok");
  expect(writeCheck("/course", failing("EACCES"))).toMatchObject({
    outcome: "problem",
    found: "/course/lessons cannot be used: it belongs to somebody else, or is protected.",
    mend: expect.stringContaining("Make the course's folder yours"),
  });
  expect(writeCheck("/course", failing("EROFS")).mend).toMatch(/^Copy the course's folder to a drive of your own/);
  expect(writeCheck("/course", failing("EIO"))).toEqual({
    outcome: "problem",
    found: "Error: EIO",
    mend: "Look who may write in /course",
  });
});

test("a system that announces no save is a note: the course looks by itself", async () => {
  using folder = testFolder();
  const run = { id: "", folder: folder.path, note: () => undefined, [Symbol.asyncDispose]: async () => undefined };
  const machine = { root: folder.path, env: {}, platform: "linux", run } as const;

  expect((await watchCheck(machine)).outcome).toBe("ok");
  expect(await watchCheck(machine, () => () => undefined)).toMatchObject({
    outcome: "note",
    found: expect.stringContaining("The course looks at your files by itself"),
    mend: expect.stringContaining("sudo sysctl fs.inotify.max_user_watches"),
  });
});

test("letters: UTF-8 by the first variable that counts, and always on Windows", () => {
  expect(localeCheck({ LANG: "de_DE.UTF-8" }, "linux").outcome).toBe("ok");
  expect(localeCheck({ LC_ALL: "C", LANG: "de_DE.UTF-8" }, "linux")).toMatchObject({
    outcome: "note",
    found: expect.stringContaining("set to C,"),
  });
  expect(localeCheck({}, "darwin").found).toMatch(/set to no language/);
  expect(localeCheck({}, "win32").outcome).toBe("ok");
});

test("a clock of the past, and files of the future, are noticed", () => {
  using folder = testFolder();
  mkdirSync(join(folder.path, "lessons"));
  const now = new Date("2026-11-21T09:00:00Z");
  utimesSync(join(folder.path, "lessons"), now, new Date("2026-11-21T09:00:30Z"));
  expect(clockCheck(folder.path, "linux", now).outcome).toBe("ok");

  utimesSync(join(folder.path, "lessons"), now, new Date("2026-11-22T09:00:00Z"));
  expect(clockCheck(folder.path, "linux", now)).toMatchObject({
    outcome: "note",
    found: expect.stringMatching(/^lessons was changed in the future/),
  });
  expect(clockCheck(folder.path, "win32", new Date("1970-01-02"))).toEqual({
    outcome: "note",
    found: "it says 1970, which cannot be. Certificates and dates will be wrong.",
    mend: "Set it: w32tm /resync",
  });
});

test("a Windows drive is mentioned where Linux runs within Windows, and nowhere else", () => {
  const wsl = "6.6.87.2-microsoft-standard-WSL2";
  expect(driveCheck("/mnt/c/Users/otter/course", wsl)?.outcome).toBe("note");
  expect(driveCheck("/home/otter/course", wsl)).toBeUndefined();
  expect(driveCheck("/mnt/c/course", "6.18.44-generic")).toBeUndefined();
});

test("a place from which no test can be loaded is a problem", () => {
  for (const name of ["c#", "100%"]) expect(driveCheck(`/home/otter/${name}/course`)?.outcome).toBe("problem");
});

test("the quick check tells problems only, and passes over what it cannot look at", async () => {
  using folder = testFolder();
  mkdirSync(join(folder.path, "lessons"));
  expect((await quickCheck(folder.path)).map(({ name, mend }) => `${name}: ${mend}`)).toEqual([
    "Packages: Run this: npm ci",
  ]);

  fakeInstall(folder.path); // without a package-lock.json to compare with
  expect(await quickCheck(folder.path)).toEqual([]);
});
