import { createRestAPIClient, MastoHttpError } from "masto";
import { expect, test } from "vitest";
import { CallCounter } from "../call-limit.ts";
import { openNeighbour } from "../index.ts";
import { mastodonDefinition } from "./mastodon.ts";

const headers = { authorization: `Bearer ${mastodonDefinition.settings?.MASTODON_TOKEN}` };

/** POST /api/v1/statuses; resolves with status, rate-limit headers and body. */
async function post(url: string, init: RequestInit) {
  const response = await fetch(`${url}/api/v1/statuses`, { method: "POST", ...init });
  return { response, status: response.status, json: (await response.json()) as Record<string, unknown> };
}

test("masto, the JavaScript library for Mastodon, posts and reads what it has posted", async () => {
  await using mastodon = await openNeighbour(mastodonDefinition);
  const { MASTODON_URL: url = "", MASTODON_TOKEN: accessToken = "" } = mastodon.env;
  const client = createRestAPIClient({ url, accessToken });

  const status = await client.v1.statuses.create({ status: "Otters & <ducks>: https://cards.example/1" });

  expect(status).toMatchObject({ visibility: "public", account: { username: "grandma" } });
  expect(status.content).toContain("Otters &amp; &lt;ducks&gt;: <a href=");
  expect(await client.v1.statuses.$select(status.id).fetch()).toEqual(status);
  expect(mastodon.state.statuses.map(({ text }) => text)).toEqual(["Otters & <ducks>: https://cards.example/1"]);
});

test("masto posts once when it sends the same key twice", async () => {
  await using mastodon = await openNeighbour(mastodonDefinition);
  const { MASTODON_URL: url = "", MASTODON_TOKEN: accessToken = "" } = mastodon.env;
  const requestInit = { headers: { "Idempotency-Key": "card-1" } };
  const client = createRestAPIClient({ url, accessToken, requestInit });

  const first = await client.v1.statuses.create({ status: "An otter" });
  const second = await client.v1.statuses.create({ status: "An otter" });

  expect(second).toEqual(first);
  expect(mastodon.state.statuses).toHaveLength(1);
});

test("masto understands every refusal", async () => {
  await using mastodon = await openNeighbour(mastodonDefinition);
  const { MASTODON_URL: url = "", MASTODON_TOKEN: accessToken = "" } = mastodon.env;
  const create = (token: string, status: string) =>
    createRestAPIClient({ url, accessToken: token })
      .v1.statuses.create({ status })
      .catch((error: unknown) => (error instanceof MastoHttpError ? [error.statusCode, error.message] : error));

  expect(await create("revoked", "Hello")).toEqual([401, "The access token is invalid"]);
  expect(await create(accessToken, " ")).toEqual([422, "Validation failed: Text can't be blank"]);
  expect(await create(accessToken, "o".repeat(501))).toEqual([
    422,
    "Validation failed: Text character limit of 500 exceeded",
  ]);
  mastodon.state.counter.useUp({ forMs: 60_000 });
  expect(await create(accessToken, "Hello")).toEqual([429, "Too many requests"]);
});

test("a status may come as a form, as JSON, or in parts as from curl -F", async () => {
  await using mastodon = await openNeighbour(mastodonDefinition);
  const parts = new FormData();
  parts.set("status", "in\r\nparts");

  await post(mastodon.url, { headers, body: new URLSearchParams({ status: "a form" }) });
  await post(mastodon.url, {
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ status: "JSON" }),
  });
  await post(mastodon.url, { headers, body: parts });

  expect(mastodon.state.statuses.map(({ text }) => text)).toEqual(["a form", "JSON", "in\r\nparts"]);
});

test("a key of more than an hour ago counts no more", async () => {
  await using mastodon = await openNeighbour(mastodonDefinition);
  const again = {
    headers: { ...headers, "idempotency-key": "card-1" },
    body: new URLSearchParams({ status: "Hello" }),
  };
  await post(mastodon.url, again);
  for (const [key, entry] of mastodon.state.keys)
    mastodon.state.keys.set(key, { ...entry, storedAt: Date.now() - 3_600_000 });

  await post(mastodon.url, again);

  expect(mastodon.state.statuses).toHaveLength(2);
});

test("the headers count down from 300, and then it is 429 until the time they name", async () => {
  await using mastodon = await openNeighbour(mastodonDefinition);
  const hello = { headers, body: new URLSearchParams({ status: "Hello" }) };

  const { response } = await post(mastodon.url, hello);

  expect(response.headers.get("x-ratelimit-limit")).toBe("300");
  expect(response.headers.get("x-ratelimit-remaining")).toBe("299");
  const reset = response.headers.get("x-ratelimit-reset") ?? "";
  expect(reset).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d[05]:00\.000000Z$/);
  expect(new Date(reset).getTime()).toBeGreaterThan(Date.now());

  while (mastodon.state.counter.count().remaining > 0);
  const refused = await post(mastodon.url, hello);
  expect([refused.status, refused.json]).toEqual([429, { error: "Too many requests" }]);
  expect(refused.response.headers.get("x-ratelimit-remaining")).toBe("0");
  expect(refused.response.headers.get("retry-after")).toBeNull();
});

test("a limit can be used up for a while, counted from the next call", async () => {
  const counter = new CallCounter(300, 1_000);
  counter.useUp({ forMs: 400 });

  expect(counter.count(10_100)).toEqual({ limit: 300, remaining: -1, resetsAt: new Date(10_500) });
  expect(counter.count(10_499)).toEqual({ limit: 300, remaining: -2, resetsAt: new Date(10_500) });
  expect(counter.count(10_500)).toEqual({ limit: 300, remaining: 299, resetsAt: new Date(11_000) });
});

test("other pages are not there", async () => {
  await using mastodon = await openNeighbour(mastodonDefinition);

  const answers = ["/api/v1/statuses/7", "/api/v1/timelines/home"].map(async (path) => {
    const response = await fetch(mastodon.url + path);
    return [response.status, await response.json()];
  });

  expect(await Promise.all(answers)).toEqual([
    [404, { error: "Record not found" }],
    [404, { error: "Not Found" }],
  ]);
});
