// One call to one network, and what became of it.
import type { Network, NetworkRequest } from "./networks.ts";
import type { Outcome } from "./outcome.ts";

/** Never rejects: a network that is down is an outcome like any other. Gives up after `timeoutMs`. */
export async function callNetwork(network: Network, request: NetworkRequest, timeoutMs: number): Promise<Outcome> {
  // TODO 1: POST the request with fetch, to its own address and to no other; toOutcome() says what the answer means.
  // TODO 2: when no answer comes, or not all of it in time, the connection is closed, and that is an outcome, too.
  throw new Error("TODO 1: call the network (src/call-network.ts)");
}

/** What an answer means; `text` is its body. */
function toOutcome(network: Network, response: Response, text: string): Outcome {
  // TODO 1: a clear yes is shared, with the address that the network finds in its JSON; a clear no is failed; all else is
  // unknown. Visitors and logs read `error`, so no token may stand in it.
  // TODO 3: after a 429, tell when the network wants to be asked again.
  throw new Error("TODO 1: say what the answer means (src/call-network.ts)");
}

/** When the network wants to be asked again, if it says so: Mastodon does beside a 429. Given. */
function retryTime(headers: Headers): { retryAt?: Date } {
  const retryAt = new Date(headers.get("x-ratelimit-reset") ?? "");
  return Number.isNaN(retryAt.getTime()) ? {} : { retryAt };
}
