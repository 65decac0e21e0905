import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { isRunAlive } from "./alive.ts";
import { callUndertaker } from "./call-undertaker.ts";
import { sweepDeadRuns } from "./dead-runs.ts";
import { onLine } from "./on-line.ts";
import { commandLine, killGroup } from "./process-tree.ts";
import { openRun } from "./run.ts";
import { temporaryPlace } from "./run-places.ts";
import { socketFolder } from "./socket-folder.ts";

const fileBeside = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const soon = { timeout: 10_000, interval: 20 };

/** A repository that no other run sweeps. */
function openRepository(): string {
  const root = mkdtempSync(join(tmpdir(), "hood-test-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** A run of another process; see test-run.ts for what it starts. */
async function openOther(root: string, how = "noted", env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [fileBeside("./test-run.ts"), root, how], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const line = await new Promise<string>((resolve) => onLine(child.stdout, resolve));
  const { id, loop } = JSON.parse(line) as { id: string; loop: number };
  onTestFinished(() => killGroup(loop));
  const folder = join(root, ".hood", "runs", id);
  const address = join(socketFolder(), `hood-${id}.sock`);
  return {
    id,
    loop,
    folder,
    address,
    async kill() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
    async end() {
      child.stdin.write("end\n");
      await once(child, "exit");
    },
    /** What there still is of it. */
    async remains() {
      const files = [folder, address, temporaryPlace(id)].filter((file) => existsSync(file));
      return [...((await commandLine(loop)) === "" ? [] : ["the loop"]), ...files];
    },
  };
}

test("what a killed run had noted is ended and removed, though nobody runs a command again", async () => {
  const other = await openOther(openRepository());
  expect(await other.remains()).toHaveLength(4);

  await other.kill();

  await expect.poll(other.remains, soon).toEqual([]);
});

test("a process that has another's number by now, and does not show the proof, is not touched", async () => {
  const other = await openOther(openRepository(), "not its own");

  await other.kill();

  await expect.poll(other.remains, soon).toEqual(["the loop"]);
});

test("a run that ends in order needs no undertaker: told so, it ends and touches nothing", async () => {
  const root = openRepository();
  const other = await openOther(root);
  const undertaker = callUndertaker(other);
  await using run = await openRun(root);

  undertaker.dismiss();
  await undertaker.ended;
  expect(await other.remains()).toHaveLength(4);
  await other.end();

  expect(await other.remains()).toEqual([]);
  expect(existsSync(run.folder)).toBe(true);
});

test("a run whose lifeline is cut, and which is alive, is left alone", async () => {
  const other = await openOther(openRepository());

  const undertaker = spawn(process.execPath, [fileBeside("./undertaker.ts"), other.id, other.folder], {
    stdio: "ignore",
  });
  await once(undertaker, "exit");

  expect(await isRunAlive(other.id)).toBe(true);
  expect(await other.remains()).toHaveLength(4);
});

test("killed before it had an undertaker, it is swept by the next run", async () => {
  const root = openRepository();
  const other = await openOther(root, "marked");
  await other.kill();

  expect(await sweepDeadRuns(root)).toBe(1);

  expect(await other.remains()).toEqual([]);
});

test.skipIf(process.platform === "win32")(
  "a killed run whose folder somebody has removed is found by its address, and by the mark",
  async () => {
    const other = await openOther(openRepository(), "marked");
    await other.kill();
    rmSync(other.folder, { recursive: true });
    utimesSync(other.address, 0, 0); // no longer at its beginning

    await sweepDeadRuns(openRepository());

    expect(await other.remains()).toEqual([]);
  },
);

test("a run is alive for those too whose temporary files lie elsewhere", async () => {
  const root = openRepository();
  await using run = await openRun(root);

  await openOther(root, "noted", { TMPDIR: openRepository() }); // sweeps before it begins

  expect(existsSync(run.folder)).toBe(true);
});

test("something that cannot be removed stops neither the end of a run nor the next one", async () => {
  const root = openRepository();
  const run = await openRun(root);
  run.note({ folder: join(root, "x".repeat(1000)) }); // the system refuses such a name

  await run[Symbol.asyncDispose]();

  expect(existsSync(run.folder)).toBe(false);
});
