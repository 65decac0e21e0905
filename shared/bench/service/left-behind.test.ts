import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { hasChildren, LeftBehind } from "./left-behind.ts";
import { treeLook } from "./tree.ts";

/** A program that does `work` and then says `ready`; it and what it starts end by themselves after half a minute. */
async function startProgram(work: string) {
  const whole = `${work}; setTimeout(() => {}, 30000)`;
  const child = spawn(process.execPath, ["-e", whole], { stdio: ["ignore", "pipe", "inherit"] });
  const find = treeLook({ pid: child.pid ?? 0, temporaryFolder: "no folder" });
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  return { child, find, pid: child.pid ?? 0, said: String(said).trim() };
}

const hiddenChild = `
  const { spawn } = require("node:child_process");
  const program = ["-e", "setTimeout(() => {}, 30000)"];
  const child = spawn(process.execPath, program, { detached: true, env: {}, stdio: "ignore" });
  child.once("spawn", () => console.log(child.pid));`;

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Long before it would end by itself. */
async function mustEndSoon(pid: number): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (isRunning(pid)) {
    if (performance.now() > deadline) throw new Error(`process ${pid} still runs`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test.skipIf(process.platform !== "linux")("sees whether a process has children", async () => {
  const alone = await startProgram('console.log("ready")');
  const parent = await startProgram(hiddenChild);

  expect(hasChildren(alone.pid)).toBe(false);
  expect(hasChildren(parent.pid)).toBe(true);

  for (const pid of [alone.pid, parent.pid, Number(parent.said)]) process.kill(pid, "SIGKILL");
  await mustEndSoon(alone.pid);
  expect(hasChildren(alone.pid)).toBe(false);
});

test.skipIf(process.platform === "win32")(
  "a child in its own session, with an emptied environment, ends after its service",
  async () => {
    const service = await startProgram(hiddenChild);
    const hidden = Number(service.said);
    const leftBehind = new LeftBehind(service.find);

    await leftBehind.look();
    service.child.kill("SIGKILL");
    await once(service.child, "exit");
    expect(isRunning(hidden)).toBe(true);
    await leftBehind.end();

    await mustEndSoon(hidden);
  },
);
