import { expect, test } from "vitest";
import { openNeighbour } from "./index.ts";
import { bankDefinition, failureCode, pay } from "./test-bank.ts";

test("garbage is an HTML page with status 200", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood("garbage");

  const answer = await pay(bank.url, 450);

  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await answer.text()).toContain("<h1>");
  expect(bank.state.payments).toEqual([]);
});

test("garbage can be JSON that is cut off", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood({ kind: "garbage", content: "invalid-json" });

  const answer = await pay(bank.url, 450);

  expect(answer.headers.get("content-type")).toBe("application/json");
  await expect(answer.json()).rejects.toThrow(SyntaxError);
});

test("garbage can be bytes that are not HTTP", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood({ kind: "garbage", content: "not-http" });

  expect(await failureCode(pay(bank.url, 450))).toBe("HTTPParserError");

  await bank.setMood("down"); // no connection is left
  expect(bank.calls).toMatchObject([{ outcome: "answered", status: undefined }]);
});

test("a redirecting neighbour makes a trusting caller repeat the call elsewhere", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await using stranger = await openNeighbour({ ...bankDefinition, name: "stranger" });
  await bank.setMood({ kind: "redirecting", to: `${stranger.url}/elsewhere` });

  expect((await pay(bank.url, 450)).status).toBe(201);

  expect(bank.calls).toMatchObject([{ status: 307, outcome: "answered" }]);
  expect(stranger.calls).toMatchObject([{ method: "POST", path: "/elsewhere", call: { cents: 450 } }]);
});

test("a redirect can have another status", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood({ kind: "redirecting", to: "/elsewhere", status: 302 });

  const answer = await pay(bank.url, 450, { redirect: "manual" });

  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toBe("/elsewhere");
});

test("a failing neighbour sends its status and headers, for so many calls", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMood({ kind: "failing", status: 429, headers: { "Retry-After": "1" } }, { times: 2 });

  const answers = [await pay(bank.url, 1), await pay(bank.url, 2), await pay(bank.url, 3)];

  expect(answers.map(({ status }) => status)).toEqual([429, 429, 201]);
  expect(answers[0]?.headers.get("retry-after")).toBe("1");
  expect(await answers[0]?.json()).toEqual({ error: "Too Many Requests" });
  expect(bank.state.payments).toMatchObject([{ cents: 3 }]);
});

test("a failing neighbour can say anything", async () => {
  await using bank = await openNeighbour(bankDefinition);
  await bank.setMoods([
    { kind: "failing", status: 401, json: { error: "no such token" } },
    { kind: "failing", status: 503, body: "<p>Back soon", headers: { "content-type": "text/html" } },
    { kind: "failing", status: 204 },
  ]);

  const answers = [await pay(bank.url, 1), await pay(bank.url, 2), await pay(bank.url, 3)];

  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual([
    '{"error":"no such token"}',
    "<p>Back soon",
    "",
  ]);
  expect(answers.map(({ headers }) => headers.get("content-type"))).toEqual(["application/json", "text/html", null]);
});
