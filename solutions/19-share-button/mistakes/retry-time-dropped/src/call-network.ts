// One call to one network, and what became of it.
import type { Network, NetworkRequest } from "./networks.ts";
import type { Outcome } from "./outcome.ts";

/** Never rejects: a network that is down is an outcome like any other. Gives up after `timeoutMs`. */
export async function callNetwork(network: Network, request: NetworkRequest, timeoutMs: number): Promise<Outcome> {
  const { url, headers, body } = request;
  const signal = AbortSignal.timeout(timeoutMs); // for the connection, the headers and the body
  try {
    // A redirect is somebody else's word on where the token should go.
    const response = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
    return toOutcome(network, response, await response.text());
  } catch (error) {
    const why = signal.aborted ? "It did not answer in time." : `The connection broke (${codeOf(error)}).`;
    return { status: "unknown", error: why };
  }
}

/** What an answer means; `text` is its body. */
function toOutcome(network: Network, { ok, status }: Response, text: string): Outcome {
  if (status >= 500) return { status: "unknown", error: `It answered ${status}.` };
  // What the network says beyond its status stays out of it: Facebook repeats a token that it does not like.
  if (status === 429) return { status: "failed", error: "It wants no more posts for now." };
  if (!ok) return { status: "failed", error: `It refused the post (${status}).` };
  const address = network.readAddress(parseJson(text));
  return address === undefined
    ? { status: "unknown", error: "Its answer does not say whether it has posted." }
    : { status: "shared", url: address };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // an HTML page, perhaps
  }
}

/** When the network wants to be asked again, if it says so: Mastodon does beside a 429. Given. */
function retryTime(headers: Headers): { retryAt?: Date } {
  const retryAt = new Date(headers.get("x-ratelimit-reset") ?? "");
  return Number.isNaN(retryAt.getTime()) ? {} : { retryAt };
}

/** The system's word for it, such as ECONNREFUSED: `fetch` hides it in the cause. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
}
