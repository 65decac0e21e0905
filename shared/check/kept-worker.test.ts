import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { PoolOptions } from "vitest/node";
import { openRun } from "#shared/runs/run.ts";
import { KeptWorker } from "./kept-worker.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const stopped = { type: "stopped", __vitest_worker_response__: true };

test.each(["before Vitest says stop", "after it"])("Vitest need not wait for a process that ended %s", async (when) => {
  await using run = await openRun(root);
  await using kept = new KeptWorker(root, run);
  const visit = kept.pool.createPoolWorker({} as PoolOptions);
  const messages: unknown[] = [];
  visit.on("message", (message: unknown) => messages.push(message));
  await visit.start();
  const child = kept.start();
  const ended = new Promise((resolve) => child.once("disconnect", resolve));

  if (when === "after it") visit.send({ type: "stop" } as never);
  child.kill("SIGKILL");
  await ended;
  if (when !== "after it") visit.send({ type: "stop" } as never);

  expect(messages).toEqual([stopped]);
});
