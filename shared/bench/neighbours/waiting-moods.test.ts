import { expect, test } from "vitest";
import { openNeighbour } from "./index.ts";
import { bankDefinition, failureCode, pay } from "./test-bank.ts";

/** Milliseconds of a caller's patience: long enough for a busy machine to have sent the request by then. */
const patience = 300;

test("a fine neighbour answers what its definition says", async () => {
  await using bank = await openNeighbour(bankDefinition);

  const answer = await pay(bank.url, 450);

  expect(answer.status).toBe(201);
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(answer.headers.get("keep-alive")).toBeNull(); // it never closes a connection that idles
  expect(await answer.json()).toEqual({ booked: 450 });
  expect(bank.calls).toMatchObject([{ mood: "fine", outcome: "answered", status: 201, call: { cents: 450 } }]);
});

test("a slow neighbour has done its work while the caller still waits", async () => {
  await using bank = await openNeighbour(bankDefinition);
  const gate = Promise.withResolvers<void>();
  await bank.setMood({ kind: "slow", until: gate.promise });

  const answer = pay(bank.url, 450);
  const [call] = await bank.waitForCalls(1);
  expect(call).toMatchObject({ outcome: "pending", status: undefined });
  expect(bank.state.payments).toHaveLength(1);

  gate.resolve();
  expect((await answer).status).toBe(201);
  expect(call).toMatchObject({ outcome: "answered", status: 201 });
});

test("a slow neighbour takes at least its time", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood({ kind: "slow", ms: 30 });

  expect((await pay(bank.url, 450)).status).toBe(201);

  expect(bank.calls[0]?.waitedMs).toBeGreaterThanOrEqual(29); // timers may be early by a fraction
});

test("a caller whose time-out is shorter than a slow neighbour's time aborts the call", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood({ kind: "slow", ms: 60_000 });

  const answer = pay(bank.url, 450, { signal: AbortSignal.timeout(patience) });

  expect(await failureCode(answer)).toBe("TimeoutError");
  const calls = await bank.waitForCalls(1, { ended: true });
  expect(calls).toMatchObject([{ outcome: "aborted by caller", status: undefined }]);
});

test("a mute neighbour reads the call and never answers", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood("mute");
  const caller = new AbortController();

  const answer = pay(bank.url, 450, { signal: caller.signal });
  const [call] = await bank.waitForCalls(1);
  expect(call).toMatchObject({ call: { cents: 450 }, body: '{"cents":450}', outcome: "pending" });

  caller.abort();
  await expect(answer).rejects.toThrow("aborted");
  await bank.waitForCalls(1, { ended: true });
  expect(call).toMatchObject({ outcome: "aborted by caller", status: undefined });
  expect(call?.waitedMs).toBeGreaterThan(0);
  expect(bank.state.payments).toEqual([]);
});

test("a caller with a time-out is seen to give up on a mute neighbour", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood("mute");

  expect(await failureCode(pay(bank.url, 450, { signal: AbortSignal.timeout(patience) }))).toBe("TimeoutError");

  const calls = await bank.waitForCalls(1, { ended: true });
  expect(calls).toMatchObject([{ outcome: "aborted by caller" }]);
});

test("a mute neighbour can have done the work", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood({ kind: "mute", takesEffect: true }, { times: 1 });
  const headers = { "idempotency-key": "k1" };
  const caller = new AbortController();
  const first = failureCode(pay(bank.url, 450, { headers, signal: caller.signal }));
  await bank.waitForCalls(1);
  expect(bank.state.payments).toEqual([{ key: "k1", cents: 450 }]);

  caller.abort();
  expect(await first).toBe("AbortError");
  expect((await pay(bank.url, 450, { headers })).status).toBe(201);

  expect(bank.calls.map(({ outcome }) => outcome)).toEqual(["aborted by caller", "answered"]);
  expect(bank.state.payments).toHaveLength(1);
});

test("a dripping neighbour sends headers and half the body, then nothing", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood("drip");
  const caller = new AbortController();

  const answer = await pay(bank.url, 450, { signal: caller.signal });
  expect(answer.status).toBe(201);
  expect(answer.headers.get("content-type")).toBe("application/json");
  const chunks = answer.body?.getReader();
  const first = await chunks?.read();
  expect(Buffer.from(first?.value ?? []).toString()).toBe('{"booke');
  expect(bank.calls).toMatchObject([{ status: 201, outcome: "pending" }]);

  const second = chunks?.read();
  caller.abort();
  await expect(second).rejects.toThrow("aborted");
  await bank.waitForCalls(1, { ended: true });
  expect(bank.calls).toMatchObject([{ status: 201, outcome: "aborted by caller" }]);
});

test("a caller whose time-out covers the body gives up on a dripping neighbour", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood("drip");

  const answer = await pay(bank.url, 450, { signal: AbortSignal.timeout(patience) });

  expect(await failureCode(answer.text())).toBe("TimeoutError");
  const calls = await bank.waitForCalls(1, { ended: true });
  expect(calls).toMatchObject([{ outcome: "aborted by caller", status: 201 }]);
});

test("a dripping neighbour can go on byte by byte for ever", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood({ kind: "drip", everyMs: 1 });

  const answer = await pay(bank.url, 450);
  let text = "";
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.length >= 100) break;
  }

  expect(text).toMatch(/^\{"booke {93,}$/);
  await bank.waitForCalls(1, { ended: true });
});

test("a dripping neighbour stalls also where its answer has no body", async () => {
  await using shelf = await openNeighbour({ ...bankDefinition, answer: () => ({ status: 204 }) });
  await shelf.setMood("drip");
  const caller = new AbortController();

  const answer = await pay(shelf.url, 450, { signal: caller.signal });
  const text = answer.text();
  caller.abort();

  expect(answer.status).toBe(200);
  await expect(text).rejects.toThrow("aborted");
});
