/*
 * X, as far as posting goes: POST /2/tweets.
 *
 * Where the shapes come from:
 * - request and 201: https://docs.x.com/x-api/posts/create-post; `edit_history_tweet_ids` comes with every post since
 *   posts can be edited (github.com/plhery/node-twitter-api-v2, issue 383)
 * - the statuses and the problem shape: https://docs.x.com/x-api/fundamentals/response-codes-and-errors
 * - 403 for the same text again: github.com/akrherz/iembot, issue 163, and plhery/node-twitter-api-v2, issue 469, which
 *   also shows the headers
 * - 400 for a body that is no JSON: github.com/abraham/twitteroauth, issue 1082
 * - the rate-limit headers, the reset in seconds since 1970; 100 posts in 15 minutes for a user:
 *   https://docs.x.com/x-api/fundamentals/rate-limits
 *
 * There is no idempotency key: its documentation names none. Left out: the length of a text (X counts in a way of its
 * own), media, polls, replies, OAuth 1.0a, the limit for 24 hours.
 */
import { CallCounter, type CallLimit } from "../call-limit.ts";
import { defineNeighbour, type NeighbourAnswer } from "../neighbour-definition.ts";
import { bearerToken } from "../request-fields.ts";

export interface XCall {
  readonly method: string;
  readonly path: string;
  readonly token: string | undefined;
  readonly isJson: boolean;
  readonly text: string | undefined;
}

export interface XPost {
  readonly id: string;
  readonly text: string;
}

export interface XState {
  /** What stands on Grandma's page, oldest first. */
  readonly posts: XPost[];
  readonly counter: CallCounter;
}

const token = "x-bWl4VzRkZ0tqU2hBN3FwTjZ5UXI6MTpjaQ";

export const xDefinition = defineNeighbour<XCall, XState>({
  name: "x",
  variable: "X_URL",
  settings: { X_TOKEN: token },
  curl: ({ X_URL }) =>
    `curl -H "Authorization: Bearer ${token}" -H "Content-Type: application/json" -d "{\\"text\\":\\"Hello\\"}" ${X_URL}/2/tweets`,
  createState: () => ({ posts: [], counter: new CallCounter(100, 15 * 60 * 1_000) }),
  read: (request) => {
    const isJson = (request.headers["content-type"] ?? "").startsWith("application/json");
    const { text } = isJson ? parsed(request.body) : {};
    return {
      method: request.method,
      path: request.path,
      token: bearerToken(request),
      isJson,
      text: typeof text === "string" ? text : undefined,
    };
  },
  answer: (call, state) => {
    const limit = state.counter.count();
    const answer = limit.remaining < 0 ? problem(429, "Too Many Requests", "Too Many Requests") : respond(call, state);
    return { ...answer, headers: { ...limitHeaders(limit), ...answer.headers } };
  },
});

function respond({ method, path, token: sent, isJson, text }: XCall, { posts }: XState): NeighbourAnswer {
  if (path !== "/2/tweets" || method !== "POST") return problem(404, "Not Found", "Not Found");
  if (sent !== token) return problem(401, "Unauthorized", "Unauthorized");
  if (!isJson) return invalid("Requests with bodies must have content-type of application/json.");
  if (text === undefined || text.trim() === "") return invalid("The `text` of the post is missing or empty.");
  if (posts.some((post) => post.text === text))
    return problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.");
  // Real ids are made of the time; these count, so that every run shows the same ones.
  const id = String(1_990_000_000_000_000_000n + BigInt(posts.length + 1));
  posts.push({ id, text });
  return json(201, { data: { edit_history_tweet_ids: [id], id, text } });
}

function parsed(body: string): { readonly text?: unknown } {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}

const problem = (status: number, title: string, detail: string) =>
  json(status, { title, type: "about:blank", status, detail });

const invalid = (message: string) =>
  json(400, {
    errors: [{ parameters: {}, message }],
    title: "Invalid Request",
    detail: "One or more parameters to your request was invalid.",
    type: "https://api.twitter.com/2/problems/invalid-request",
  });

const limitHeaders = ({ limit, remaining, resetsAt }: CallLimit) => ({
  "x-rate-limit-limit": String(limit),
  "x-rate-limit-remaining": String(Math.max(remaining, 0)),
  "x-rate-limit-reset": String(Math.floor(resetsAt.getTime() / 1_000)),
});

const json = (status: number, body: unknown) => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8" },
  json: body,
});
