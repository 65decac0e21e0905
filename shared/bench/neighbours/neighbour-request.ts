import type { IncomingMessage } from "node:http";

/** What a definition's `read` is given. */
export interface NeighbourRequest {
  readonly method: string;
  /** Without the query: `/api/v1/statuses`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case; a header that was sent several times is joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded as UTF-8. */
  readonly body: string;
  /** The body as JSON; throws when it is none. */
  json(): unknown;
}

/** Bytes of a request's body that are kept. The largest honest one is a photograph for a post. */
export const bodyLimit = 1024 * 1024;

/** The parts of a request's head, as they were sent. */
export function readHead(message: IncomingMessage): {
  method: string;
  target: string;
  headers: Record<string, string>;
} {
  const headers = Object.entries(message.headersDistinct).map(([name, values]) => [name, values?.join(", ") ?? ""]);
  return { method: message.method ?? "", target: message.url ?? "", headers: Object.fromEntries(headers) };
}

/** Reads to the end, keeps at most `bodyLimit` bytes; rejects when the connection closes before. */
export async function readBody(message: IncomingMessage): Promise<{ text: string; size: number }> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    if (size < bodyLimit) kept.push(chunk.subarray(0, bodyLimit - size));
    size += chunk.length;
  }
  return { text: Buffer.concat(kept).toString("utf8"), size };
}

export function toRequest(
  method: string,
  target: string,
  headers: Record<string, string>,
  body: string,
): NeighbourRequest {
  // Not `new URL`: a target is the caller's text, and some (`//`, `*`) are no URL.
  const [path = "", ...rest] = target.split("?");
  const query = new URLSearchParams(rest.join("?"));
  return { method, path, query, headers, body, json: () => JSON.parse(body) as unknown };
}
