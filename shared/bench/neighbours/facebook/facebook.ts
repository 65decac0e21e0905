/*
 * Facebook's Graph API, as far as posting to a page goes: POST /v{n}/{page}/feed, with or without the version.
 *
 * Where the shapes come from:
 * - request and `{"id":"{page}_{post}"}`: https://developers.facebook.com/docs/pages-api/posts
 * - the error shape, codes 100, 190, 368, 506: https://developers.facebook.com/docs/graph-api/guides/error-handling
 * - codes 4, 17, 32 and X-App-Usage: https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 * - "Malformed access token" repeats the token: github.com/facebookarchive/react-native-fbsdk, issue 220
 * - code 506 for the same post twice in a row: github.com/facebook-csharp-sdk/facebook-csharp-sdk, issue 119
 * - the token as a parameter of the query or the body, or as a Bearer token: the first page, and Meta's own
 *   facebook-nodejs-business-sdk, which puts it into the query
 *
 * There is no idempotency key: its documentation names none. Left out: photos, scheduling, targeting, subcodes other
 * than 33, other edges. The status of a refusal is 400 but for limits, 403: the documentation names codes, not statuses.
 */
import { randomBytes } from "node:crypto";
import { defineNeighbour, type NeighbourAnswer } from "../neighbour-definition.ts";
import { bearerToken, readFields } from "../request-fields.ts";

export interface FacebookCall {
  readonly method: string;
  readonly path: string;
  readonly token: string | undefined;
  readonly message: string | undefined;
  readonly link: string | undefined;
}

export interface FacebookPost {
  readonly id: string;
  readonly message: string | undefined;
  readonly link: string | undefined;
}

export interface FacebookState {
  /** What stands on Grandma's page, oldest first. */
  readonly posts: FacebookPost[];
}

const page = "102938475610293";
const token = "EAAGrandmaZCardsZBpage7kQm2Xw9LtYv5RsNd8HfJc3";

export const facebookDefinition = defineNeighbour<FacebookCall, FacebookState>({
  name: "facebook",
  variable: "FACEBOOK_URL",
  settings: { FACEBOOK_PAGE: page, FACEBOOK_TOKEN: token },
  curl: ({ FACEBOOK_URL }) => `curl -d "message=Hello" -d "access_token=${token}" ${FACEBOOK_URL}/v24.0/${page}/feed`,
  createState: () => ({ posts: [] }),
  read: (request) => {
    const fields = readFields(request);
    const text = (name: string) => (typeof fields[name] === "string" ? fields[name] : undefined);
    return {
      method: request.method,
      path: request.path,
      token: text("access_token") ?? bearerToken(request),
      message: text("message"),
      link: text("link"),
    };
  },
  answer: (call, state) => {
    const answer = respond(call, state);
    // Percentages of what the app may use in an hour.
    const usage = JSON.stringify({ call_count: Math.min(state.posts.length, 100), total_time: 1, total_cputime: 1 });
    return { ...answer, headers: { "x-app-usage": usage, "facebook-api-version": "v24.0", ...answer.headers } };
  },
});

/* The refusals for limits and abuse: status, message, and whether a later try may do. */
const refusals = {
  4: [403, "(#4) Application request limit reached", true],
  17: [403, "(#17) User request limit reached", true],
  32: [403, "(#32) Page request limit reached", true],
  368: [400, "The action attempted has been deemed abusive or is otherwise disallowed", false],
} as const;

/** What Facebook answers, instead of posting, when a limit is reached (4, 17, 32) or posts look like abuse (368). */
export function facebookRefusal(code: keyof typeof refusals) {
  const [status, message, transient] = refusals[code];
  return refusal(status, code, message, { is_transient: transient });
}

function respond(call: FacebookCall, { posts }: FacebookState): NeighbourAnswer {
  const [, asked = "", edge] = /^(?:\/v\d+\.\d+)?\/([^/]+)(\/feed)?$/.exec(call.path) ?? [];
  if (call.token === undefined) return refusal(400, 104, "An access token is required to request this resource.");
  if (call.token !== token) return refusal(400, 190, `Malformed access token ${call.token}`);
  if (call.method !== "POST" || edge === undefined || asked !== page) {
    const cause = "does not exist, cannot be loaded due to missing permissions, or does not support this operation";
    const message = `Unsupported ${call.method.toLowerCase()} request. Object with ID '${asked}' ${cause}.`;
    return refusal(400, 100, message, { type: "GraphMethodException", error_subcode: 33 });
  }
  if (call.message === undefined && call.link === undefined)
    return refusal(400, 100, "(#100) Missing message or attachment");
  const last = posts.at(-1);
  if (last && last.message === call.message && last.link === call.link)
    return refusal(400, 506, "(#506) Duplicate status message");
  // Real ids are made of the time; these count, so that every run shows the same ones.
  const id = `${page}_${String(122_000_000_000_000n + BigInt(posts.length + 1))}`;
  posts.push({ id, message: call.message, link: call.link });
  return json(200, { id });
}

function refusal(status: number, code: number, message: string, more: Readonly<Record<string, unknown>> = {}) {
  const error = { message, type: "OAuthException", code, ...more };
  return json(status, { error: { ...error, fbtrace_id: `A${randomBytes(11).toString("base64url")}` } });
}

const json = (status: number, body: unknown) => ({
  status,
  headers: { "content-type": "application/json; charset=UTF-8" },
  json: body,
});
