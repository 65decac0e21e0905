import { expect, test } from "vitest";
import { openNeighbour } from "./index.ts";
import { bankDefinition, failureCode, pay } from "./test-bank.ts";

test("a sequence gives each call a mood of its own, then the neighbour is fine", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood("mute");
  await bank.setMoods([{ kind: "failing", status: 500 }, "garbage"]);
  expect(bank.mood).toEqual({ kind: "failing", status: 500 });

  await pay(bank.url, 1);
  expect(bank.mood).toEqual({ kind: "garbage" });
  await pay(bank.url, 2);
  expect(bank.mood).toEqual({ kind: "fine" });
  await pay(bank.url, 3);

  expect(bank.calls.map(({ mood, status }) => [mood, status])).toEqual([
    ["failing", 500],
    ["garbage", 200],
    ["fine", 201],
  ]);
});

test("a new mood ends a sequence", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMoods(["garbage", "reset"]);

  await bank.setMood("mute");

  expect(bank.mood).toEqual({ kind: "mute" });
});

test("a sequence ends a neighbour's being down", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood("down");

  await bank.setMoods([{ kind: "failing", status: 500 }]);

  expect((await pay(bank.url, 1)).status).toBe(500);
});

test("a call keeps the mood in which it arrived", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood("mute");
  const caller = new AbortController();
  const first = failureCode(pay(bank.url, 1, { signal: caller.signal }));
  await bank.waitForCalls(1);

  await bank.setMood("fine");
  expect((await pay(bank.url, 2)).status).toBe(201);

  expect(bank.calls.map(({ outcome }) => outcome)).toEqual(["pending", "answered"]);
  caller.abort();
  expect(await first).toBe("AbortError");
});

test("being down cannot be counted in calls, nor can less than one call", async () => {
  await using bank = await openNeighbour(bankDefinition);

  await expect(bank.setMood("down", { times: 1 })).rejects.toThrow('use "reset"');
  await expect(bank.setMoods(["fine", "down"])).rejects.toThrow('use "reset"');
  await expect(bank.setMood("mute", { times: 0 })).rejects.toThrow("times must be 1 or more, got 0");

  expect(bank.mood).toEqual({ kind: "fine" });
});
