import { expect, test } from "vitest";
import type { PostgresServer } from "./ladder.ts";
import { LastingServer } from "./lasting-server.ts";

function fakeServers() {
  const opened: { alive: boolean; ended: boolean }[] = [];
  const open = async (): Promise<PostgresServer> => {
    const server = { alive: true, ended: false };
    opened.push(server);
    await new Promise((resolve) => setImmediate(resolve));
    return {
      adminUrl: `postgres://${opened.length}`,
      answers: async () => server.alive,
      [Symbol.asyncDispose]: async () => {
        server.ended = true;
      },
    } as unknown as PostgresServer;
  };
  return { opened, open };
}

test("those who ask at the same time get one server, also after it was lost", async () => {
  const { opened, open } = fakeServers();
  await using lasting = new LastingServer(open);

  const [one, other] = await Promise.all([lasting.get(), lasting.get()]);

  expect(one).toBe(other);
  expect(opened).toHaveLength(1);

  for (const server of opened) server.alive = false;
  const [next, same] = await Promise.all([lasting.get(), lasting.get()]);

  expect(next).toBe(same);
  expect(next).not.toBe(one);
  expect(opened).toEqual([
    { alive: false, ended: true },
    { alive: true, ended: false },
  ]);
});
