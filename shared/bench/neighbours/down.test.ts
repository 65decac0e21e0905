import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { openNeighbour } from "./index.ts";
import { bankDefinition, failureCode, pay } from "./test-bank.ts";

test("a neighbour that is down refuses connections and comes back to the same port", async () => {
  await using bank = await openNeighbour(bankDefinition);
  const url = bank.url;
  await pay(url, 1);

  await bank.setMood("down");
  expect(await failureCode(pay(url, 2))).toBe("ECONNREFUSED");
  expect(await failureCode(pay(url, 3))).toBe("ECONNREFUSED");

  await bank.setMood("fine");
  expect((await pay(url, 4)).status).toBe(201);
  expect(bank.url).toBe(url);
  expect(bank.calls.map(({ call }) => call?.cents)).toEqual([1, 4]);
});

test("going down resets the calls that are open", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood("mute");
  const answer = failureCode(pay(bank.url, 450));
  await bank.waitForCalls(1);

  await bank.setMood("down");

  expect(await answer).toBe("ECONNRESET");
  expect(bank.calls).toMatchObject([{ outcome: "unanswered", status: undefined }]);
});

test("going down resets connections that are kept alive", async () => {
  await using bank = await openNeighbour(bankDefinition);
  // A bare socket: node:http's agent ends idle connections without a word, whatever became of them.
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(bank.url).port) });
  socket.write('POST /payments HTTP/1.1\r\nHost: bank\r\nContent-Length: 13\r\n\r\n{"cents":450}');
  await once(socket, "data");
  const reset = new Promise((resolve) => socket.once("error", resolve));

  await bank.setMood("down");

  expect(await reset).toMatchObject({ code: "ECONNRESET" });
});

test("the port of a neighbour that is down is given to nobody else", async () => {
  await using bank = await openNeighbour(bankDefinition);
  const port = Number(new URL(bank.url).port);
  await bank.setMood("down");

  // The port is held by a socket connected to itself (loopback-port.ts): there can be no second one like it.
  const intruder = connect({ host: "127.0.0.1", port, localAddress: "127.0.0.1", localPort: port });
  const outcome = await new Promise((resolve) => {
    intruder.once("connect", () => resolve("connected")).once("error", () => resolve("refused"));
  });
  intruder.destroy();

  expect(outcome).toBe("refused");
});

test("a neighbour can go down and come back many times, also without being waited for", async () => {
  await using bank = await openNeighbour(bankDefinition);

  for (let round = 0; round < 20; round += 1) {
    void bank.setMood("down");
    void bank.setMood("fine");
    await bank.setMood("down");
    expect(await failureCode(pay(bank.url, round))).toBe("ECONNREFUSED");
    await bank.setMood("fine");
    expect((await pay(bank.url, round)).status).toBe(201);
  }
});

test("a resetting neighbour reads the call and cuts the connection", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMoods(["reset", { kind: "reset", takesEffect: true }]);

  expect(await failureCode(pay(bank.url, 1))).toBe("ECONNRESET");
  expect(await failureCode(pay(bank.url, 2))).toBe("ECONNRESET");

  expect(bank.calls).toMatchObject([
    { call: { cents: 1 }, outcome: "unanswered" },
    { call: { cents: 2 }, outcome: "unanswered" },
  ]);
  expect(bank.state.payments).toMatchObject([{ cents: 2 }]);
});
