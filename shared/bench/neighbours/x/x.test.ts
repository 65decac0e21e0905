import { ApiError, Client } from "@xdevplatform/xdk";
import { expect, test } from "vitest";
import { openNeighbour } from "../index.ts";
import { xDefinition } from "./x.ts";

/** X's own TypeScript library, pointed at the neighbour. */
function clientOf({ X_URL = "", X_TOKEN = "" }: Readonly<Record<string, string>>, accessToken = X_TOKEN): Client {
  return new Client({ baseUrl: X_URL, accessToken, retry: false });
}

const refusal = (error: unknown) => (error instanceof ApiError ? [error.status, error.data] : error);

test("X's own library posts", async () => {
  await using x = await openNeighbour(xDefinition);

  const { data } = await clientOf(x.env).posts.create({ text: "An otter" });

  expect(data).toMatchObject({ id: "1990000000000000001", text: "An otter" });
  expect(x.state.posts).toEqual([{ id: "1990000000000000001", text: "An otter" }]);
});

test("X's own library understands every refusal", async () => {
  await using x = await openNeighbour(xDefinition);
  const client = clientOf(x.env);
  await client.posts.create({ text: "An otter" });

  expect(await clientOf(x.env, "revoked").posts.create({ text: "Hello" }).catch(refusal)).toEqual([
    401,
    { title: "Unauthorized", type: "about:blank", status: 401, detail: "Unauthorized" },
  ]);
  expect(await client.posts.create({ text: "An otter" }).catch(refusal)).toEqual([
    403,
    {
      title: "Forbidden",
      type: "about:blank",
      status: 403,
      detail: "You are not allowed to create a Tweet with duplicate content.",
    },
  ]);
  expect(await client.posts.create({ text: "" }).catch(refusal)).toMatchObject([400, { title: "Invalid Request" }]);
  while (x.state.counter.count().remaining > 0);
  expect(await client.posts.create({ text: "Hello" }).catch(refusal)).toMatchObject([429, { status: 429 }]);
});

test("the headers count down from 100, and name the reset in seconds since 1970", async () => {
  await using x = await openNeighbour(xDefinition);
  const headers = { authorization: `Bearer ${x.env.X_TOKEN}`, "content-type": "application/json" };

  const response = await fetch(`${x.url}/2/tweets`, { method: "POST", headers, body: '{"text":"Hello"}' });

  expect(response.status).toBe(201);
  expect(response.headers.get("x-rate-limit-limit")).toBe("100");
  expect(response.headers.get("x-rate-limit-remaining")).toBe("99");
  const reset = Number(response.headers.get("x-rate-limit-reset"));
  expect(reset % 900).toBe(0);
  expect(reset * 1_000).toBeGreaterThan(Date.now());
});

test("a body that is no JSON is refused, and there is nothing else to call", async () => {
  await using x = await openNeighbour(xDefinition);
  const headers = { authorization: `Bearer ${x.env.X_TOKEN}` };

  const form = await fetch(`${x.url}/2/tweets`, { method: "POST", headers, body: new URLSearchParams({ text: "Hi" }) });
  const elsewhere = await fetch(`${x.url}/1.1/statuses/update.json`, { method: "POST", headers });

  expect(await form.json()).toMatchObject({
    errors: [{ message: "Requests with bodies must have content-type of application/json." }],
  });
  expect([form.status, elsewhere.status]).toEqual([400, 404]);
});
