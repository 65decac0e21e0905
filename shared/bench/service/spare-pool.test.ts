import { spawn } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import type { Spare, SpareOptions } from "./spare.ts";
import { SparePool } from "./spare-pool.ts";

const place = { root: "/course", runId: "0123456789ab", runFolder: "/course/.hood/runs/0123456789ab" };

let pool: SparePool | undefined;
afterEach(() => pool?.end());

/* A process of Node that runs this, in place of a spare. */
function standIn(code: string): Spare {
  const child = spawn(process.execPath, ["-e", code], { stdio: "ignore", detached: process.platform !== "win32" });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = code === waits ? Promise.resolve() : ended;
  return {
    child,
    ready,
    temporaryFolder: "",
    limits: undefined,
    claim: () => undefined,
    ping: () => undefined,
    onReport: () => undefined,
  };
}
const waits = "setInterval(() => {}, 1000)";

test("where no guarded process runs, services run without guards", async () => {
  pool = new SparePool(place, ({ guarded }: SpareOptions) => standIn(guarded ? "process.exit(1)" : waits));

  const spare = await pool.take(1);

  expect(spare.child.exitCode).toBeNull();
  process.kill(spare.child.pid ?? 0);
});

test("a spare that somebody has killed says nothing against its guards", async () => {
  const asked: (boolean | undefined)[] = [];
  pool = new SparePool(place, ({ guarded }: SpareOptions) => {
    asked.push(guarded);
    return standIn(asked.length === 1 ? 'process.kill(process.pid, "SIGKILL")' : waits);
  });

  const spare = await pool.take(1);

  expect(new Set(asked)).toEqual(new Set([true]));
  process.kill(spare.child.pid ?? 0);
});
