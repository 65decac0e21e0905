import { afterAll, beforeAll, expect, test } from "vitest";
import { openRun, type Run } from "#shared/runs/run.ts";
import { limits } from "./limits.ts";
import { type SpareOptions, startSpare } from "./spare.ts";
import { root } from "./testing/open-service.ts";
import { tryGuards } from "./try-guards.ts";

let run: Run;
beforeAll(async () => {
  run = await openRun(root);
});
afterAll(() => run[Symbol.asyncDispose]());

const place = () => ({ root, runId: run.id, runFolder: run.folder });
const patient = { timeout: 60_000 };

test.skipIf(process.platform === "win32")("every guard holds on this system", patient, async () => {
  expect(await tryGuards(place())).toEqual({
    runs: "guarded",
    wallHolds: true,
    limits: { openFiles: limits.openFiles, fileMb: limits.fileMb, coreMb: 0, cpuSeconds: limits.cpuSeconds },
    treeSeen: true,
  });
});

test("guards that are not there are not told as holding", patient, async () => {
  const open = (options: SpareOptions) => startSpare({ ...options, guarded: false });

  expect(await tryGuards(place(), open)).toMatchObject({ runs: "guarded", wallHolds: false, limits: undefined });
});

test("a service that runs only without guards is told from one that does not run at all", patient, async () => {
  const ending = (isEnded: (options: SpareOptions) => boolean) => (options: SpareOptions) => {
    const spare = startSpare(options);
    if (isEnded(options)) spare.child.kill("SIGKILL");
    return spare;
  };

  expect(
    await tryGuards(
      place(),
      ending(({ guarded }) => guarded === true),
    ),
  ).toMatchObject({ runs: "unguarded" });
  expect(
    await tryGuards(
      place(),
      ending(() => true),
    ),
  ).toMatchObject({ runs: "not at all", wallHolds: false });
});
