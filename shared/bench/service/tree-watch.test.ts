import { spawn } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import { limits } from "./limits.ts";
import { treeLook } from "./tree.ts";
import { type TreeBreach, watchTree } from "./tree-watch.ts";

const started: number[] = [];
afterEach(() => {
  for (const pid of started.splice(0)) {
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // It has ended, as it should.
    }
  }
});

/* A program of Node's that runs this, in a group of its own. */
function startProgram(code: string) {
  const temporaryFolder = `/tmp/of-one-service-${process.pid}-${started.length}`;
  const env = { ...process.env, TMPDIR: temporaryFolder };
  const child = spawn(process.execPath, ["-e", code], { stdio: "ignore", detached: true, env });
  const pid = child.pid ?? 0;
  started.push(pid);
  return { pid, temporaryFolder };
}

const children = (count: number) => `
const { spawn } = require("node:child_process");
for (let at = 0; at < ${count}; at += 1) spawn("sleep", ["60"], { stdio: "ignore" });
setInterval(() => {}, 1000);
`;

test.skipIf(process.platform === "win32")(
  "all of a tree that is too big is ended, and that is told once",
  async () => {
    const root = startProgram(children(limits.processes));
    const find = treeLook(root);
    const told: TreeBreach[] = [];

    const stop = watchTree(root, (breach) => told.push(breach), find);

    await expect.poll(async () => (told.length === 0 ? undefined : find?.()), { timeout: 20_000 }).toEqual([]);
    expect(told).toEqual(["processes"]);
    stop();
  },
  30_000,
);

test.skipIf(process.platform === "win32")(
  "a tree within its limits is left alone",
  async () => {
    const root = startProgram(children(3));
    const told: TreeBreach[] = [];
    let looks = 0;
    const find = treeLook(root);
    const counted = async () => {
      const tree = (await find?.()) ?? [];
      if (tree.length === 4) looks += 1;
      return tree;
    };

    const stop = watchTree(root, (breach) => told.push(breach), counted);

    await expect.poll(() => looks, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
    stop();
    expect(told).toEqual([]);
    for (const { pid } of await counted()) process.kill(pid);
  },
  30_000,
);
