import { expect, test } from "vitest";
import { type Neighbour, openNeighbour } from "../index.ts";
import { type FacebookCall, type FacebookState, facebookDefinition, facebookRefusal } from "./facebook.ts";

type Facebook = Neighbour<FacebookCall, FacebookState>;

const { FACEBOOK_PAGE: page = "", FACEBOOK_TOKEN: token = "" } = facebookDefinition.settings ?? {};

/** POST to the page's feed; resolves with status, headers and body. */
async function post({ url }: Facebook, body: Record<string, string>, path = `/v24.0/${page}/feed`) {
  const response = await fetch(url + path, { method: "POST", body: new URLSearchParams(body) });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

test("a post gets the page's id and one of its own, and the answer tells how much of the limit is used", async () => {
  await using facebook = await openNeighbour(facebookDefinition);
  const otter = { message: "An otter", link: "https://cards.example/1" };

  const { status, headers, json } = await post(facebook, { ...otter, access_token: token });

  expect([status, json]).toEqual([200, { id: `${page}_122000000000001` }]);
  expect(JSON.parse(headers.get("x-app-usage") ?? "")).toEqual({ call_count: 1, total_time: 1, total_cputime: 1 });
  expect(facebook.state.posts).toEqual([{ id: `${page}_122000000000001`, ...otter }]);
});

test("the token may come in the query, as Meta's own library sends it, or as a Bearer token", async () => {
  await using facebook = await openNeighbour(facebookDefinition);
  const json = { "content-type": "application/json" };

  const inQuery = await fetch(`${facebook.url}/v24.0/${page}/feed?access_token=${token}`, {
    method: "POST",
    headers: json,
    body: '{"message":"One"}',
  });
  const asBearer = await fetch(`${facebook.url}/${page}/feed`, {
    method: "POST",
    headers: { ...json, authorization: `Bearer ${token}` },
    body: '{"message":"Two"}',
  });

  expect([inQuery.status, asBearer.status]).toEqual([200, 200]);
  expect(facebook.state.posts.map(({ message }) => message)).toEqual(["One", "Two"]);
});

test("a refusal is an error with a type, a code and a trace id", async () => {
  await using facebook = await openNeighbour(facebookDefinition);
  const posted = { message: "An otter", access_token: token };
  await post(facebook, posted);
  const refusals: [Record<string, string>, number, RegExp, string?][] = [
    [{ message: "Hello" }, 104, /^An access token is required/],
    [{ message: "Hello", access_token: "EAAB-revoked" }, 190, /^Malformed access token EAAB-revoked$/],
    [{ access_token: token }, 100, /^\(#100\) Missing message or attachment$/],
    [posted, 506, /^\(#506\) Duplicate status message$/],
    [posted, 100, /^Unsupported post request\. Object with ID '77'/, "/77/feed"],
  ];

  for (const [body, code, message, path] of refusals) {
    const { status, json } = await post(facebook, body, path);
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: { code, message: expect.stringMatching(message) } });
    expect(json).toMatchObject({
      error: { type: expect.any(String), fbtrace_id: expect.stringMatching(/^A[\w-]{15}$/) },
    });
  }
});

test("the limits and the refusal for abuse can be asked for by their code", async () => {
  await using facebook = await openNeighbour(facebookDefinition);

  for (const code of [4, 17, 32, 368] as const) {
    await facebook.setMood({ kind: "failing", ...facebookRefusal(code) });
    const { status, json } = await post(facebook, { message: "Hello", access_token: token });
    expect(status).toBe(code === 368 ? 400 : 403);
    expect(json).toMatchObject({ error: { code, is_transient: code !== 368 } });
  }
  expect(facebook.state.posts).toEqual([]);
});
