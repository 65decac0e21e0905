import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { PoolOptions } from "vitest/node";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { commandLine } from "#shared/runs/process-tree.ts";
import { openRun } from "#shared/runs/run.ts";
import { readStarted } from "#shared/runs/started.ts";
import { Checker } from "./checker.ts";
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

test("a run that follows on a killed process gets another one", async () => {
  await using run = await openRun(root);
  await using kept = new KeptWorker(root, run);
  const killed = kept.start();

  await kept.kill();

  expect(kept.start()).not.toBe(killed);
});

/** A service that calls this port when it is loaded, and then loops for ever. */
const loopingService = (port: number) => `
import { connect } from "node:net";
const socket = connect(${port}, "127.0.0.1", () => {
  socket.write(String(process.pid));
  for (;;);
});
`;

test.each(["during a check", "during a check that is cancelled"])(
  "a service in a loop ends with the process that runs the tests, %s, and the command goes on",
  async (when) => {
    const cancelling = new AbortController();
    await using run = await openRun(root);
    await using checker = new Checker({ root, run, postgres: () => Promise.reject(new Error("not needed")) });
    const [lesson] = readCourse(join(root, "shared/check/fixtures/course")).lessons as [Lesson];
    const folder = mkdtempSync(join(hoodFolder(root, "tests"), "kept-worker-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const caller = createServer();
    await once(caller.listen(0, "127.0.0.1"), "listening");
    onTestFinished(() => void caller.close());
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src", "server.ts"), loopingService((caller.address() as AddressInfo).port));
    const checking = checker.checkLesson({
      lesson,
      source: { kind: "folder", folder },
      signal: cancelling.signal,
    });
    const [socket] = (await once(caller, "connection")) as [Socket];
    const [service] = (await once(socket.setEncoding("utf8"), "data")) as [string];
    const [worker] = readStarted(run.folder).flatMap((thing) => ("process" in thing && !thing.kind ? [thing] : []));

    if (when.endsWith("cancelled")) cancelling.abort();
    process.kill(worker?.process ?? 0, "SIGKILL");

    await expect.poll(() => commandLine(Number(service)), { timeout: 3_000, interval: 20 }).toBe("");
    expect((await checking).outcome).toBe("could-not-run");
    const again = await checker.checkLesson({ lesson, source: { kind: "solution" } });
    expect(again.outcome, again.trouble).toBe("passed");
  },
);
