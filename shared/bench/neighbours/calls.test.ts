import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { defineNeighbour, MissingCalls, openNeighbour } from "./index.ts";
import { bankDefinition, failureCode, pay } from "./test-bank.ts";

const echoDefinition = defineNeighbour({
  name: "echo",
  variable: "ECHO_URL",
  read: ({ method, path, query, body }) => ({ method, path, query: Object.fromEntries(query), body }),
  answer: (call) => ({ json: call }),
});

/** Sends bytes as they are and closes the caller's side; resolves with what came back. */
async function sendBytes(url: string, bytes: string): Promise<string> {
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(url).port) });
  let text = "";
  socket.setEncoding("utf8").on("data", (chunk) => {
    text += chunk;
  });
  socket.end(bytes);
  await once(socket, "close");
  return text;
}

test("a neighbour tells its address in the variable that its definition names", async () => {
  await using bank = await openNeighbour(bankDefinition);

  expect(bank.name).toBe("bank");
  expect(bank.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(bank.env).toEqual({ BANK_URL: bank.url });
});

test("a call is recorded as it was sent and as it was read", async () => {
  await using echo = await openNeighbour(echoDefinition);
  const before = performance.now();

  const answer = await fetch(`${echo.url}/feed?page=1&q=a%20b`, {
    method: "PUT",
    headers: { Authorization: "Bearer t0ken", "X-Shop": "Grandma" },
    body: "Zoë",
  });

  const call = { method: "PUT", path: "/feed", query: { page: "1", q: "a b" }, body: "Zoë" };
  expect(await answer.json()).toEqual(call);
  expect(echo.calls).toMatchObject([
    {
      index: 1,
      method: "PUT",
      path: "/feed?page=1&q=a%20b",
      headers: { authorization: "Bearer t0ken", "x-shop": "Grandma" },
      body: "Zoë",
      received: true,
      call,
      unreadable: undefined,
    },
  ]);
  const [recorded] = echo.calls;
  expect(recorded?.startedAt).toBeGreaterThanOrEqual(before);
  expect(recorded?.endedAt).toBeGreaterThanOrEqual(recorded?.startedAt ?? Number.POSITIVE_INFINITY);
});

test("two neighbours of one kind remember nothing of each other", async () => {
  await using one = await openNeighbour(bankDefinition);
  await using other = await openNeighbour(bankDefinition);

  await pay(one.url, 450);

  expect(other.calls).toEqual([]);
  expect(other.state.payments).toEqual([]);
});

test("an unreadable call is recorded and answered 400", async () => {
  await using bank = await openNeighbour(bankDefinition);

  const answer = await fetch(`${bank.url}/payments`, { method: "POST", body: '{"cents":"450"}' });

  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({ error: "cents must be a number" });
  expect(bank.calls).toMatchObject([
    { call: undefined, unreadable: "cents must be a number", body: '{"cents":"450"}', status: 400 },
  ]);
});

test("a mute neighbour also tells which calls it could not read", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood("mute");

  const answer = failureCode(fetch(`${bank.url}/payments`, { method: "POST", body: "?" }));

  expect(await bank.waitForCalls(1)).toMatchObject([{ call: undefined, unreadable: expect.stringContaining("JSON") }]);
  await bank.setMood("down");
  expect(await answer).toBe("ECONNRESET");
});

test("a body beyond 1 MB is cut and its call unreadable", async () => {
  await using echo = await openNeighbour(echoDefinition);
  const limit = 1024 * 1024;

  const whole = await fetch(echo.url, { method: "POST", body: "x".repeat(limit) });
  const cut = await fetch(echo.url, { method: "POST", body: "x".repeat(limit + 1) });

  expect([whole.status, cut.status]).toEqual([200, 400]);
  expect(echo.calls.map(({ body }) => body.length)).toEqual([limit, limit]);
  expect(echo.calls[1]?.unreadable).toBe("the body has 1048577 bytes, more than 1048576");
});

test("a call counts as arrived when its whole request has arrived", async () => {
  await using bank = await openNeighbour(bankDefinition);
  const outgoing = request(`${bank.url}/payments`, { method: "POST", headers: { expect: "100-continue" } });
  outgoing.flushHeaders();
  await once(outgoing, "continue");

  await expect(bank.waitForCalls(1, { deadlineMs: 10 })).rejects.toThrow(
    "bank: expected 1 call within 10 ms, got 1:\n  POST /payments -> request not complete yet",
  );
  const arrived = bank.waitForCalls(1);
  outgoing.end('{"cents":450}');

  expect(await arrived).toMatchObject([{ received: true, call: { cents: 450 } }]);
  const [answer] = await once(outgoing, "response");
  await once(answer.resume(), "end");
});

test("a caller that leaves in the middle of its request is recorded", async () => {
  await using bank = await openNeighbour(bankDefinition);

  await sendBytes(bank.url, 'POST /payments HTTP/1.1\r\nHost: bank\r\nContent-Length: 13\r\n\r\n{"cents"');

  const calls = await bank.waitForCalls(1);
  expect(calls).toMatchObject([
    { method: "POST", path: "/payments", received: false, call: undefined, outcome: "aborted by caller" },
  ]);
});

test("a caller that resets its connection is recorded", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood("mute");
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(bank.url).port) });
  socket.write('POST /payments HTTP/1.1\r\nHost: bank\r\nContent-Length: 13\r\n\r\n{"cents":450}');
  await bank.waitForCalls(1);

  socket.resetAndDestroy();

  expect(await bank.waitForCalls(1, { ended: true })).toMatchObject([{ outcome: "aborted by caller" }]);
});

test("two requests in one packet are two calls, and both end with their connection", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood("mute");
  const one = 'POST /payments HTTP/1.1\r\nHost: bank\r\nContent-Length: 13\r\n\r\n{"cents":450}';

  await sendBytes(bank.url, one + one);

  const calls = await bank.waitForCalls(2, { ended: true });
  expect(calls.map(({ outcome }) => outcome)).toEqual(["aborted by caller", "aborted by caller"]);
});

test.each([
  ["a TLS handshake", "\u0016\u0003\u0001\u0002\u0000\u0001"],
  ["half a request line", "POST /pay"],
  ["nothing", ""],
  ["an impossible length", "POST / HTTP/1.1\r\nHost: bank\r\nContent-Length: no\r\n\r\n"],
  ["a tunnel", "CONNECT bank:443 HTTP/1.1\r\nHost: bank\r\n\r\n"],
  ["a target that is no path", "GET // HTTP/1.1\r\nHost: bank\r\n\r\n"],
])("a neighbour survives a caller that sends %s", async (_what, bytes) => {
  await using bank = await openNeighbour(bankDefinition);

  await sendBytes(bank.url, bytes);

  expect((await pay(bank.url, 450)).status).toBe(201);
});

test("many calls over one connection are as many records", async () => {
  await using bank = await openNeighbour(bankDefinition);
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on("warning", note);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  for (let cents = 0; cents < 30; cents += 1) {
    const outgoing = request(`${bank.url}/payments`, { method: "POST", agent });
    outgoing.end(JSON.stringify({ cents }));
    const [answer] = await once(outgoing, "response");
    await once(answer.resume(), "end");
  }

  expect(bank.calls.map(({ call, outcome }) => [call?.cents, outcome])).toEqual(
    Array.from({ length: 30 }, (_, cents) => [cents, "answered"]),
  );
  expect(warnings).toEqual([]);
  process.off("warning", note);
  agent.destroy();
});

test("after 1,000 calls further ones are cut off", async () => {
  await using bank = await openNeighbour(bankDefinition);
  for (let round = 0; round < 20; round += 1) {
    await Promise.all(Array.from({ length: 50 }, async () => (await pay(bank.url, 1)).text()));
  }

  expect(await failureCode(pay(bank.url, 1))).toBe("ECONNRESET");

  expect(bank.calls).toHaveLength(1_000);
});

test.each([
  ["throws", () => Promise.reject(new Error("no ledger")), "no ledger"],
  ["has an impossible status", () => ({ status: 7 }), "Invalid status code: 7"],
  [
    "has an impossible header",
    () => ({ headers: { "x-fine": "a", "x-shop": "a\nb" } }),
    'Invalid character in header content ["x-shop"]',
  ],
  ["is no JSON", () => ({ json: 1n }), "BigInt"],
])("a definition whose answer %s is recorded as the neighbour's own trouble", async (_what, answer, trouble) => {
  await using bank = await openNeighbour({ ...bankDefinition, answer });

  const response = await pay(bank.url, 450);

  expect(response.status).toBe(500);
  expect(response.headers.has("x-fine")).toBe(false);
  expect(await response.json()).toEqual({ error: expect.stringContaining('The neighbour "bank" is broken: ') });
  expect(bank.calls).toMatchObject([
    { call: { cents: 450 }, status: 500, outcome: "answered", trouble: expect.stringContaining(trouble) },
  ]);
});

test("waiting for calls resolves at once when they are there", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await pay(bank.url, 450);

  expect(await bank.waitForCalls(1, { deadlineMs: 0 })).toHaveLength(1);
});

test("calls that do not come in time are an error that lists what came", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await pay(bank.url, 450);
  await fetch(`${bank.url}/payments`, { method: "POST", body: "{}" });

  const error = await bank.waitForCalls(3, { deadlineMs: 10 }).catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(MissingCalls);
  expect(error).toMatchObject({ code: "NEIGHBOUR_MISSING_CALLS", neighbour: "bank", expected: 3 });
  expect(String(error)).toBe(
    [
      "MissingCalls: bank: expected 3 calls within 10 ms, got 2:",
      '  POST /payments {"cents":450} -> 201',
      "  POST /payments {} -> 400 (unreadable: cents must be a number)",
    ].join("\n"),
  );
});

test("a call that does not end in time is an error that shows it open", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood("mute");
  const answer = failureCode(pay(bank.url, 450));
  await bank.waitForCalls(1);

  await expect(bank.waitForCalls(1, { ended: true, deadlineMs: 10 })).rejects.toThrow(
    'bank: expected 1 ended call within 10 ms, got 1:\n  POST /payments {"cents":450} -> no end yet',
  );

  await bank[Symbol.asyncDispose]();
  await answer;
});
