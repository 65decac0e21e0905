import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { parseMood } from "./mood-schema.ts";
import type { AnyNeighbour } from "./street.ts";

/** Where a person tells neighbours how to behave, with curl. */
export interface MoodDesk extends AsyncDisposable {
  /** `http://127.0.0.1:<port>/__mood`; `GET` tells all moods, `POST .../mastodon` with `mute` as its body sets one. */
  readonly url: string;
}

/**
 * Opens the desk, on a port that the system chooses, or on the given one; rejects when that is taken. It is no
 * neighbour's port: one that is down could not be told to come back over its own.
 */
export async function openMoodDesk(
  neighbours: readonly AnyNeighbour[],
  { port: asked = 0 }: { readonly port?: number } = {},
): Promise<MoodDesk> {
  const server = createServer((request, response) => {
    void attend(neighbours, request).then(({ status, line }) => {
      response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${line}\n`);
    });
  });
  server.listen(asked, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/__mood`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function attend(
  neighbours: readonly AnyNeighbour[],
  request: IncomingMessage,
): Promise<{ readonly status: number; readonly line: string }> {
  const all = neighbours.map(({ name, mood }) => `${name}: ${mood.kind}`).join("\n");
  if (request.method === "GET") return { status: 200, line: all };
  const name = /^\/__mood\/([a-z-]+)$/.exec(request.url ?? "")?.[1];
  const neighbour = neighbours.find((candidate) => candidate.name === name);
  if (!neighbour) {
    const paths = neighbours.map((candidate) => `/__mood/${candidate.name}`).join(" ");
    return { status: 404, line: `There is nobody at ${request.url}. Try one of: ${paths}` };
  }
  try {
    await neighbour.setMood(parseMood(await text(request)));
    return { status: 200, line: `${neighbour.name}: ${neighbour.mood.kind}` };
  } catch (error) {
    return { status: 422, line: (error as Error).message };
  }
}
