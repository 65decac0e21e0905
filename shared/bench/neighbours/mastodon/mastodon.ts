/*
 * Mastodon, as far as posting goes: POST /api/v1/statuses and GET /api/v1/statuses/:id.
 *
 * Where the shapes come from:
 * - request, status, 401 and 422: https://docs.joinmastodon.org/methods/statuses/
 * - an Idempotency-Key counts for one hour, for one account, and gives the status that exists (200, like a new one):
 *   the same page, and app/services/post_status_service.rb in github.com/mastodon/mastodon
 * - 300 calls in 5 minutes for a token, the three headers (ISO 8601 with microseconds), 429 without Retry-After:
 *   https://docs.joinmastodon.org/api/rate-limits/ and config/initializers/rack_attack.rb
 * - 404 as `{"error":"Not Found"}`: respond_with_error in app/controllers/application_controller.rb
 * - WWW-Authenticate beside a 401: Doorkeeper, which Mastodon signs in with; RFC 6750, section 3
 *
 * Left out: media, polls, scheduling, replies; several accounts; other pages.
 */
import { CallCounter, type CallLimit } from "../call-limit.ts";
import { defineNeighbour, type NeighbourAnswer } from "../neighbour-definition.ts";
import { bearerToken, readFields } from "../request-fields.ts";
import { createStatus, type Status } from "./status.ts";

/** A request to post, or for a page. */
export interface MastodonCall {
  readonly method: string;
  readonly path: string;
  readonly token: string | undefined;
  readonly key: string | undefined;
  readonly status: string;
  readonly visibility: string;
}

export interface MastodonState {
  /** What stands on Grandma's page, oldest first. */
  readonly statuses: Status[];
  readonly keys: Map<string, { readonly status: Status; readonly storedAt: number }>;
  readonly counter: CallCounter;
}

const token = "mastodon-9JvKUwUkRtV0aT4XbQeYd2hP";
const characterLimit = 500;
const keptForMs = 60 * 60 * 1_000;

export const mastodonDefinition = defineNeighbour<MastodonCall, MastodonState>({
  name: "mastodon",
  variable: "MASTODON_URL",
  settings: { MASTODON_TOKEN: token },
  curl: ({ MASTODON_URL }) =>
    `curl -H "Authorization: Bearer ${token}" -d "status=Hello" ${MASTODON_URL}/api/v1/statuses`,
  createState: () => ({ statuses: [], keys: new Map(), counter: new CallCounter(300, 5 * 60 * 1_000) }),
  read: (request) => {
    const { status, visibility } = readFields(request);
    return {
      method: request.method,
      path: request.path,
      token: bearerToken(request),
      key: request.headers["idempotency-key"],
      status: typeof status === "string" ? status : "",
      visibility: typeof visibility === "string" ? visibility : "public",
    };
  },
  answer: (call, state) => {
    const limit = state.counter.count();
    const answer = limit.remaining < 0 ? json(429, { error: "Too many requests" }) : respond(call, state);
    return { ...answer, headers: { ...limitHeaders(limit), ...answer.headers } };
  },
});

function respond(call: MastodonCall, { statuses, keys }: MastodonState): NeighbourAnswer {
  const id = /^\/api\/v1\/statuses\/(\d+)$/.exec(call.path)?.[1];
  if (call.method === "GET" && id !== undefined) {
    const found = statuses.find((status) => status.id === id);
    return found ? json(200, found.json) : json(404, { error: "Record not found" });
  }
  if (call.method !== "POST" || call.path !== "/api/v1/statuses") return json(404, { error: "Not Found" });
  if (call.token !== token) {
    const error = "The access token is invalid";
    const challenge = `Bearer realm="Doorkeeper", error="invalid_token", error_description="${error}"`;
    return { ...json(401, { error }), headers: { "www-authenticate": challenge } };
  }
  const known = call.key === undefined ? undefined : keys.get(call.key);
  if (known && Date.now() - known.storedAt < keptForMs) return json(200, known.status.json);
  if (call.status.trim() === "") return json(422, { error: "Validation failed: Text can't be blank" });
  if ([...call.status].length > characterLimit)
    return json(422, { error: `Validation failed: Text character limit of ${characterLimit} exceeded` });
  const status = createStatus(statuses.length + 1, call.status, call.visibility);
  statuses.push(status);
  if (call.key !== undefined) keys.set(call.key, { status, storedAt: Date.now() });
  return json(200, status.json);
}

const limitHeaders = ({ limit, remaining, resetsAt }: CallLimit) => ({
  "x-ratelimit-limit": String(limit),
  "x-ratelimit-remaining": String(Math.max(remaining, 0)),
  "x-ratelimit-reset": resetsAt.toISOString().replace("Z", "000Z"),
});

const json = (status: number, body: unknown) => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8" },
  json: body,
});
