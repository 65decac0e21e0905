import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { withFileLock } from "./file-lock.ts";

const counterFile = fileURLToPath(new URL("./test-counter.ts", import.meta.url));

function openFile(): { readonly folder: string; readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), "hood-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "number");
  writeFileSync(file, "0");
  return { folder, file };
}

function count(...words: readonly string[]) {
  const child = spawn(process.execPath, [counterFile, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test("many processes at once lose no step", async () => {
  const { folder, file } = openFile();

  const counters = Array.from({ length: 6 }, () => count(file, "50"));
  const codes = await Promise.all(counters.map(async (child) => (await once(child, "exit"))[0]));

  expect(codes).toEqual([0, 0, 0, 0, 0, 0]);
  expect(readFileSync(file, "utf8")).toBe("300");
  expect(readdirSync(folder)).toEqual(["number"]);
});

test("many processes at once take it away from a killed one, and lose no step", async () => {
  const { folder, file } = openFile();
  const holder = count(file, "1", "hold");
  await once(holder.stdout, "data");
  const counters = Array.from({ length: 4 }, () => count(file, "20"));

  holder.kill("SIGKILL");
  await Promise.all(counters.map((child) => once(child, "exit")));

  expect(readFileSync(file, "utf8")).toBe("80");
  expect(readdirSync(folder)).toEqual(["number"]);
});

test("a lock whose holder was killed as it gave it back is free", async () => {
  const { file } = openFile();
  mkdirSync(`${file}.lock`);

  expect(await withFileLock(`${file}.lock`, "0123456789ab", () => "done")).toBe("done");
});

test("a lock that a killed process had made aside is removed", async () => {
  const { folder, file } = openFile();
  mkdirSync(`${file}.lock.0123456789ab-00000000`);

  await withFileLock(`${file}.lock`, "ffffffffffff", () => undefined);

  expect(readdirSync(folder)).toEqual(["number"]);
});
