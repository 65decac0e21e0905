import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { limits } from "./limits.ts";
import { membersByParent, readPs, treeLook } from "./tree.ts";
import { findBreach } from "./tree-watch.ts";

const megabyte = 1024 * 1024;
const member = (pid: number, megabytes: number) => ({ pid, residentBytes: megabytes * megabyte });

test("ps is read in kilobytes, and a tree is found by its parents in whatever order they stand", () => {
  const listed = readPs("  20    10   300\n  10     1  2000\n  30    20    40\n  99     1 90000\n\n");

  expect(membersByParent(10, listed).map(({ pid, residentBytes }) => [pid, residentBytes / 1024])).toEqual([
    [10, 2000],
    [20, 300],
    [30, 40],
  ]);
});

test("memory counts together, and so do processes", () => {
  expect(findBreach([member(1, 300), member(2, 300)])).toBeUndefined();
  expect(findBreach([member(1, 300), member(2, 301)])).toBe("memory");
  expect(findBreach(Array.from({ length: limits.processes }, (_, pid) => member(pid, 1)))).toBeUndefined();
  expect(findBreach(Array.from({ length: limits.processes + 1 }, (_, pid) => member(pid, 1)))).toBe("processes");
});

/* A shell that starts a `sleep`, says its id and waits; and one that leaves it to whoever takes orphans. */
const keeps = 'sleep 60 & echo "$!"; wait';
const leaves = '(sleep 60 & echo "$!"); exec sleep 60';

test.skipIf(process.platform === "win32")("a process is found with the child that it has started", async () => {
  const parent = spawn("/bin/sh", ["-c", 'read go; eval "$0"', keeps], { stdio: ["pipe", "pipe", "ignore"] });
  const look = treeLook({ pid: parent.pid ?? 0, temporaryFolder: "/tmp/none" });
  parent.stdin.end("go\n");
  const [child] = await once(parent.stdout, "data");

  const tree = (await look?.()) ?? [];

  expect(tree.map(({ pid }) => pid).sort()).toEqual([parent.pid, Number(child)].sort());
  expect(tree.every(({ residentBytes }) => residentBytes > 0)).toBe(true);
  for (const { pid } of tree) process.kill(pid);
});

test.runIf(process.platform === "linux")("a child that has left its parent is found by its environment", async () => {
  const env = { ...process.env, TMPDIR: "/tmp/of-one-service" };
  const parent = spawn("/bin/sh", ["-c", 'read go; eval "$0"', leaves], { stdio: ["pipe", "pipe", "ignore"], env });
  const pid = parent.pid ?? 0;
  const [look, other] = ["/tmp/of-one-service", "/tmp/of-another"].map((temporaryFolder) =>
    treeLook({ pid, temporaryFolder }),
  );
  parent.stdin.end("go\n");
  const [line] = await once(parent.stdout, "data");
  const child = Number(line);

  // It may be met in the moment in which it becomes `sleep`.
  await expect.poll(async () => ((await look?.()) ?? []).map((found) => found.pid)).toContain(child);
  expect(((await other?.()) ?? []).map((found) => found.pid)).not.toContain(child);
  for (const one of [pid, child]) process.kill(one);
});
