// How each network wants to be asked to post, and where its answer says that it has. Given; nothing to do here.
import { z } from "zod";
import type { Config } from "./config.ts";

export const networkNames = ["mastodon", "x", "facebook"] as const;
export type NetworkName = (typeof networkNames)[number];

export interface Post {
  readonly id: number;
  readonly title: string;
  readonly link: string;
}

/** A request, ready to be sent. It holds a token: never log it. */
export interface NetworkRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Network {
  /** Whether the network posts once when it gets the same key twice. */
  readonly honoursKeys: boolean;
  request(post: Post, key: string): NetworkRequest;
  /** Where the post can be read, when the body (parsed JSON) says that it was posted; `undefined` when it does not. */
  readAddress(body: unknown): string | undefined;
}

export type Networks = Readonly<Record<NetworkName, Network>>;

const json = { "content-type": "application/json" };

export function createNetworks(config: Config): Networks {
  return {
    // https://docs.joinmastodon.org/methods/statuses/#create
    mastodon: {
      honoursKeys: true,
      request: (post, key) => ({
        url: new URL("/api/v1/statuses", config.MASTODON_URL),
        headers: { ...json, authorization: `Bearer ${config.MASTODON_TOKEN}`, "idempotency-key": key },
        body: JSON.stringify({ status: `${post.title} ${post.link}` }),
      }),
      readAddress: reader(z.object({ id: z.string(), url: z.string() }), ({ url }) => url),
    },
    // https://docs.x.com/x-api/posts/create-post
    x: {
      honoursKeys: false,
      request: (post) => ({
        url: new URL("/2/tweets", config.X_URL),
        headers: { ...json, authorization: `Bearer ${config.X_TOKEN}` },
        body: JSON.stringify({ text: `${post.title} ${post.link}` }),
      }),
      readAddress: reader(
        z.object({ data: z.object({ id: z.string() }) }),
        ({ data }) => `https://x.com/i/web/status/${data.id}`,
      ),
    },
    // https://developers.facebook.com/docs/pages-api/posts. The token travels in the body.
    facebook: {
      honoursKeys: false,
      request: (post) => ({
        url: new URL(`/v24.0/${config.FACEBOOK_PAGE}/feed`, config.FACEBOOK_URL),
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({
          message: post.title,
          link: post.link,
          access_token: config.FACEBOOK_TOKEN,
        }).toString(),
      }),
      readAddress: reader(z.object({ id: z.string() }), ({ id }) => `https://www.facebook.com/${id}`),
    },
  };
}

/** Reads the address out of a body that looks like the schema. */
function reader<Body>(schema: z.ZodType<Body>, address: (body: Body) => string): Network["readAddress"] {
  return (body) => {
    const { success, data } = schema.safeParse(body);
    return success ? address(data) : undefined;
  };
}
