import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Mood } from "./mood.ts";
import type { NeighbourAnswer } from "./neighbour-definition.ts";

/** One call on stage: what a mood can do to it. */
export interface Scene {
  readonly response: ServerResponse;
  /** Does the neighbour's work and resolves with what it would say. */
  answer(): Promise<NeighbourAnswer>;
  /** Sends bytes as they are, then closes. */
  sendRaw(bytes: string): void;
  /** Resets the connection. */
  cut(): void;
  /** Aborted as soon as the connection is gone. */
  readonly gone: AbortSignal;
}

const htmlErrorPage: NeighbourAnswer = {
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!doctype html>\n<html><head><title>Oops</title></head>\n<body><h1>We will be back soon</h1></body></html>\n",
};
const cutOffJson: NeighbourAnswer = { headers: { "content-type": "application/json" }, body: '{"id":"1","status":"o' };
const notHttp = "\u0001\u0002 220 ready, but not for you\r\n\r\n";

/** Treats one call, whose request has been read, as the mood demands. */
export async function actOut(mood: Mood, scene: Scene): Promise<void> {
  switch (mood.kind) {
    case "fine":
      return send(scene, await scene.answer());
    case "slow": {
      const answer = await scene.answer();
      await pause(mood, scene.gone);
      return send(scene, answer);
    }
    case "mute":
      if (mood.takesEffect) await scene.answer();
      return;
    case "drip":
      return drip(scene, await scene.answer(), mood.everyMs);
    case "down": // it came in while the door was being closed
      return scene.cut();
    case "reset":
      if (mood.takesEffect) await scene.answer();
      return scene.cut();
    case "garbage":
      if (mood.content === "not-http") return scene.sendRaw(notHttp);
      return send(scene, mood.content === "invalid-json" ? cutOffJson : htmlErrorPage);
    case "redirecting":
      return send(scene, { status: mood.status ?? 307, headers: { location: mood.to } });
    case "failing": {
      const { status, headers = {} } = mood;
      const silent = mood.body === undefined && mood.json === undefined && !hasNoBody(status);
      return send(scene, silent ? { status, headers, json: { error: STATUS_CODES[status] ?? "Error" } } : mood);
    }
    default:
      return mood satisfies never;
  }
}

/** Sends a whole answer. Throws, with nothing sent, when the answer itself is impossible (a status of 7). */
export function send({ response, gone }: Pick<Scene, "response" | "gone">, answer: NeighbourAnswer): void {
  if (gone.aborted) return;
  const body = setHead(response, answer);
  response.end(body);
}

function drip({ response, gone }: Scene, answer: NeighbourAnswer, everyMs: number | undefined): void {
  if (gone.aborted) return;
  const body = Buffer.from(setHead(response, answer));
  if (hasNoBody(response.statusCode)) response.statusCode = 200; // such an answer is whole with its headers
  response.removeHeader("content-length"); // in chunks there is always a next byte to wait for
  response.flushHeaders();
  response.write(body.subarray(0, Math.floor(body.length / 2)));
  if (everyMs === undefined) return;
  const drops = setInterval(() => response.write(" "), everyMs);
  gone.addEventListener("abort", () => clearInterval(drops), { once: true });
}

/** Sets status and headers, returns the body. */
function setHead(response: ServerResponse, { status = 200, headers = {}, json, body }: NeighbourAnswer): string {
  response.statusCode = status;
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  if (json !== undefined) response.setHeader("content-type", "application/json");
  else if (body !== undefined) response.setHeader("content-type", "text/plain; charset=utf-8");
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  return json === undefined ? (body ?? "") : JSON.stringify(json);
}

/** RFC 9110, sections 15.3.5 and 15.4.5. */
const hasNoBody = (status: number) => status === 204 || status === 304;

function pause({ ms = 300, until }: { ms?: number; until?: Promise<unknown> }, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = until ? undefined : setTimeout(finish, ms);
    until?.then(finish, finish);
    gone.addEventListener("abort", finish, { once: true });
    if (gone.aborted) finish();
    function finish() {
      clearTimeout(timer);
      resolve();
    }
  });
}
