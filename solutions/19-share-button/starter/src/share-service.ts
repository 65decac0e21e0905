// Shares a post on several networks: who is asked, how often, and what is kept of it.
import { callNetwork } from "./call-network.ts";
import type { Network, NetworkName, NetworkRequest, Networks, Post } from "./networks.ts";
import type { Outcome } from "./outcome.ts";
import type { ShareRepository, ShareResult } from "./share-repository.ts";

export interface ShareParts {
  readonly shares: ShareRepository;
  readonly networks: Networks;
  /** How long one network may keep a click waiting, further calls and pauses included. */
  readonly timeoutMs: number;
}

export type ShareService = ReturnType<typeof createShareService>;

export function createShareService({ shares, networks, timeoutMs }: ShareParts) {
  return {
    /** One result for each network, in the order of the names. */
    async share(post: Post, names: readonly NetworkName[]): Promise<ShareResult[]> {
      const [name, ...others] = names;
      // TODO 2: ask all of them at the same time; one that fails takes nothing from the others.
      if (name === undefined || others.length > 0) {
        throw new Error("TODO 2: ask several networks (src/share-service.ts)");
      }
      return [await shareOn(post, name)];
    },
  };

  /** Notes that the network will be called, calls it, keeps the outcome. Given. */
  async function shareOn(post: Post, name: NetworkName): Promise<ShareResult> {
    const network = networks[name];
    const key = await shares.claim(post.id, name, network.honoursKeys);
    if (key === undefined) return shares.find(post.id, name);
    const outcome = await callPatiently(network, network.request(post, key));
    if (outcome.status !== "shared") console.error(`Post ${post.id} on ${name}: ${outcome.status}. ${outcome.error}`);
    return shares.settle(post.id, name, outcome);
  }

  /** Calls the network, and again where that is safe and can help. */
  async function callPatiently(network: Network, request: NetworkRequest): Promise<Outcome> {
    // TODO 3: at most three calls, in `timeoutMs` altogether. Nothing may be posted twice.
    console.error("TODO 3: one call, whatever comes of it (src/share-service.ts)");
    return callNetwork(network, request, timeoutMs);
  }
}
