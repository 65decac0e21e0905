import { createServer } from "node:net";
import { expect, test } from "vitest";
import type { RungOptions } from "../rung.ts";
import { askServer } from "../server-facts.ts";
import { urlRung } from "./url.ts";

const options = (env: NodeJS.ProcessEnv): RungOptions => ({
  root: import.meta.dirname,
  runId: "0123456789ab",
  runFolder: import.meta.dirname,
  forced: false,
  say: () => undefined,
  env,
});

/** A port on which somebody answers every connection with `reply`, or, without one, says nothing. */
async function startServer(reply?: string) {
  const server = createServer((socket) => {
    socket.on("error", () => undefined).resume();
    if (reply !== undefined) socket.once("data", () => socket.end(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port, close, [Symbol.asyncDispose]: close };
}

test("without DATABASE_URL the rung is absent", async () => {
  expect(await urlRung.open(options({}))).toEqual({
    kind: "absent",
    why: "DATABASE_URL is not set",
    next: "Set it to postgres://user:password@localhost:5432/postgres",
  });
});

test("a DATABASE_URL that is no URL makes the rung absent", async () => {
  expect(await urlRung.open(options({ DATABASE_URL: "localhost" }))).toMatchObject({
    kind: "absent",
    why: "DATABASE_URL is not a PostgreSQL URL: ***",
  });
});

test("a DATABASE_URL at a port that nobody listens on makes the rung absent", async () => {
  const server = await startServer();
  await server.close();

  const rung = await urlRung.open(options({ DATABASE_URL: `postgres://otter:secret@127.0.0.1:${server.port}/cards` }));

  expect(rung).toMatchObject({
    kind: "absent",
    why: `nothing listens at 127.0.0.1:${server.port}, which DATABASE_URL names`,
  });
});

test("a DATABASE_URL that leads to a web server makes the rung absent", async () => {
  await using server = await startServer("HTTP/1.1 400 Bad Request\r\n\r\n");

  const rung = await urlRung.open(options({ DATABASE_URL: `postgres://otter:secret@127.0.0.1:${server.port}/cards` }));

  expect(rung).toMatchObject({
    kind: "absent",
    why: expect.stringContaining(`the server at 127.0.0.1:${server.port}`),
  });
  expect(JSON.stringify(rung)).not.toContain("secret");
});

test("a server that accepts the connection and says nothing is given up at the deadline", async () => {
  await using server = await startServer();

  await expect(askServer(`postgres://otter@127.0.0.1:${server.port}/cards`, 50)).rejects.toThrow(/timeout/);
});
