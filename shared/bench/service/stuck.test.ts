import { afterAll, beforeAll, expect, test } from "vitest";
import { whereStuck } from "./stuck.ts";
import { answering, ask, openServiceBench, type ServiceBench } from "./testing/open-service.ts";

let bench: ServiceBench;
beforeAll(async () => {
  bench = await openServiceBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

test("a loop is found also behind half a line of output", { timeout: 60_000 }, async () => {
  const service = await bench.start(answering({ "/": 'process.stdout.write("half a line"); for (;;);' }));
  const asked = ask(service, "/");
  await expect.poll(() => service.log.lines.at(-1), { timeout: 30_000 }).toMatch(/half a line$/);

  expect(await whereStuck(service)).toMatchObject({
    kind: "busy",
    file: expect.stringMatching(/server\.ts$/),
    line: 9,
  });

  service.kill();
  await asked;
});

test("a service that works in turns of the event loop is in no loop that never ends", { timeout: 60_000 }, async () => {
  const service = await bench.start(answering({ "/": "for (;;) await new Promise((next) => setImmediate(next));" }));
  const asked = ask(service, "/");

  expect((await whereStuck(service))?.kind).toBe("working");

  service.kill();
  await asked;
});
