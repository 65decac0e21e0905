import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { openNeighbour } from "./index.ts";
import { bankDefinition, failureCode, pay } from "./test-bank.ts";

test("closing a neighbour ends hanging calls at once", async () => {
  const bank = await openNeighbour(bankDefinition);
  await bank.setMoods(["mute", "drip", { kind: "slow", ms: 60_000 }, { kind: "drip", everyMs: 1 }]);
  const answers = [1, 2, 3, 4].map((cents) => failureCode(pay(bank.url, cents).then((answer) => answer.text())));
  await bank.waitForCalls(4);

  await bank[Symbol.asyncDispose]();

  expect(bank.calls.map(({ outcome }) => outcome)).toEqual(Array(4).fill("unanswered"));
  for (const code of await Promise.all(answers)) expect(code).toMatch(/^(ECONNRESET|UND_ERR_SOCKET)$/);
  expect(await failureCode(pay(bank.url, 5))).toBe("ECONNREFUSED");
});

test("closing a neighbour does not wait for its own work", async () => {
  const bank = await openNeighbour({ ...bankDefinition, answer: () => new Promise<never>(() => undefined) });
  const answer = failureCode(pay(bank.url, 450));
  await bank.waitForCalls(1);

  await bank[Symbol.asyncDispose]();

  expect(await answer).toBe("ECONNRESET");
});

test("closing a neighbour ends the waiting for its calls", async () => {
  const bank = await openNeighbour(bankDefinition);
  const waiting = bank.waitForCalls(1, { deadlineMs: 60_000 });

  await bank[Symbol.asyncDispose]();

  await expect(waiting).rejects.toThrow("bank: expected 1 call before it was closed, got none.");
});

test("waiting that nobody awaits any more troubles nobody", async () => {
  const bank = await openNeighbour(bankDefinition);
  void bank.waitForCalls(1, { deadlineMs: 0 });
  void bank.waitForCalls(1);

  await bank[Symbol.asyncDispose]();
});

test("a neighbour can be closed while it comes back from being down", async () => {
  const bank = await openNeighbour(bankDefinition);
  await bank.setMood("down");
  const returning = bank.setMood("fine");

  await bank[Symbol.asyncDispose]();

  await returning;
  expect(await failureCode(pay(bank.url, 1))).toBe("ECONNREFUSED");
});

test("a neighbour can be closed twice, and stays closed", async () => {
  const bank = await openNeighbour(bankDefinition);

  await bank[Symbol.asyncDispose]();
  await bank[Symbol.asyncDispose]();

  expect(await failureCode(pay(bank.url, 1))).toBe("ECONNREFUSED");
  await expect(bank.setMood("fine")).rejects.toThrow('The neighbour "bank" is closed; its mood can no longer change.');
});

test("a process that has closed its neighbours ends by itself", async () => {
  const script = `
    import { openNeighbour } from "${new URL("./index.ts", import.meta.url)}";
    import { bankDefinition, failureCode, pay } from "${new URL("./test-bank.ts", import.meta.url)}";
    const bank = await openNeighbour(bankDefinition);
    await bank.setMoods(["mute", { kind: "drip", everyMs: 50 }, { kind: "slow", ms: 60_000 }]);
    const answers = [1, 2, 3].map((cents) => failureCode(pay(bank.url, cents).then((answer) => answer.text())));
    void bank.waitForCalls(4, { deadlineMs: 60_000 });
    await bank.waitForCalls(3, { deadlineMs: 60_000 });
    await bank.setMood("down");
    await bank[Symbol.asyncDispose]();
    await Promise.all(answers);
    console.log("closed");
  `;

  // The deadline is far below the 60 s that a forgotten timer would last, and far above a busy machine's start of Node.
  const child = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], { timeout: 20_000 });

  expect(child).toEqual({ stdout: "closed\n", stderr: "" });
}, 25_000);
