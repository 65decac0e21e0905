// The card menu once more, without any package: one table of addresses, and Node's own HTTP server.
import { createServer, type ServerResponse } from "node:http";
import { CardCatalogue } from "./card-catalogue.ts";
import { drawMenu } from "./menu.ts";
import { Refusal } from "./refusal.ts";

const catalogue = new CardCatalogue();
const menu = drawMenu();

type Answerer = (found: RegExpExecArray, query: URLSearchParams) => unknown;

const addresses: readonly (readonly [RegExp, Answerer])[] = [
  [/^\/menu$/, () => menu],
  [/^\/cards$/, (_found, query) => ({ cards: catalogue.list(query.getAll("occasion"), query.getAll("sort")) })],
  [/^\/cards\/([^/]+)$/, ([, id = ""]) => catalogue.card(id)],
];

function answer(method: string, { pathname, searchParams }: URL): unknown {
  for (const [address, answerer] of addresses) {
    const found = address.exec(pathname);
    if (!found) continue;
    if (method !== "GET" && method !== "HEAD") throw new Refusal(405, "Look, but do not touch");
    return answerer(found, searchParams);
  }
  throw new Refusal(404, "Nobody lives here");
}

function send(res: ServerResponse, status: number, type: string, body: unknown): void {
  const text = JSON.stringify(body, undefined, 2);
  res.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(text) });
  res.end(res.req.method === "HEAD" ? undefined : text);
}

const server = createServer((req, res) => {
  try {
    send(res, 200, "application/json", answer(req.method ?? "", new URL(req.url ?? "/", "http://shop")));
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    const { status, message } = error instanceof Refusal ? error : new Refusal(500, "Please call Grandma");
    const type = "https://shop.example/no";
    send(res, status, "application/problem+json", { status, title: message, type, help: null });
  }
});

server.listen(Number(process.env.PORT), "127.0.0.1");
