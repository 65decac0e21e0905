// Shares a post on several networks: who is asked, how often, and what is kept of it.
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { callNetwork } from "./call-network.ts";
import type { Network, NetworkName, NetworkRequest, Networks, Post } from "./networks.ts";
import type { Outcome } from "./outcome.ts";
import type { ShareRepository, ShareResult } from "./share-repository.ts";

export interface ShareParts {
  readonly shares: ShareRepository;
  readonly networks: Networks;
  /** How long one network may keep a click waiting, tries and pauses included. */
  readonly timeoutMs: number;
}

export type ShareService = ReturnType<typeof createShareService>;

/** Calls for one click, the first included. */
const mostCalls = 3;
/** Before the second call; twice as long before the third. */
const pauseMs = 50;

export function createShareService({ shares, networks, timeoutMs }: ShareParts) {
  return {
    /** Asks every network at the same time. One that fails takes nothing from the others. */
    share(post: Post, names: readonly NetworkName[]): Promise<ShareResult[]> {
      return Promise.all(names.map((name) => shareOn(post, name)));
    },
  };

  async function shareOn(post: Post, name: NetworkName): Promise<ShareResult> {
    const network = networks[name];
    const key = await shares.claim(post.id, name, network.honoursKeys);
    if (key === undefined) return shares.find(post.id, name);
    const outcome = await callPatiently(network, network.request(post, randomUUID()));
    if (outcome.status !== "shared") console.error(`Post ${post.id} on ${name}: ${outcome.status}. ${outcome.error}`);
    return shares.settle(post.id, name, outcome);
  }

  /** Calls the network, and again where that is safe and can help. */
  async function callPatiently(network: Network, request: NetworkRequest): Promise<Outcome> {
    const endsAt = Date.now() + timeoutMs; // for all calls and pauses together
    for (let call = 1; ; call += 1) {
      const outcome = await callNetwork(network, request, Math.max(endsAt - Date.now(), 0));
      const retryAt = network.honoursKeys && call < mostCalls ? nextCall(outcome, call) : undefined;
      if (retryAt === undefined || retryAt >= endsAt) return outcome;
      await pause(Math.max(retryAt - Date.now(), 0));
    }
  }
}

/** When it makes sense to ask again, in milliseconds since 1970. Never after a clear no that names no time. */
function nextCall(outcome: Outcome, call: number): number | undefined {
  switch (outcome.status) {
    case "shared":
      return undefined;
    case "failed":
      return outcome.retryAt?.getTime();
    case "unknown":
      return Date.now() + pauseMs * call;
    default:
      return outcome satisfies never;
  }
}
