// The card shelf once more, on Node's own HTTP server.
import { createServer, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { checkCard, checkChanges } from "./card-fields.ts";
import { Refusal } from "./refusal.ts";
import { Shelf } from "./shelf.ts";

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const shelf = await Shelf.open(process.env.DATABASE_URL ?? "");

async function answer(req: IncomingMessage): Promise<Answer> {
  const { pathname, searchParams } = new URL(req.url ?? "/", "http://shop");
  const [, id = ""] = /^\/cards\/([^/]+)$/.exec(pathname) ?? [];
  switch (`${req.method} ${id ? "/cards/:id" : pathname}`) {
    case "GET /cards":
      return { status: 200, body: await shelf.find(searchParams.get("q") ?? "") };
    case "POST /cards": {
      const card = await shelf.add(checkCard(await read(req)));
      return { status: 201, headers: { location: `/cards/${card.id}` }, body: card };
    }
    case "PATCH /cards/:id":
      return { status: 200, body: await shelf.change(id, checkChanges(await read(req))) };
    case "DELETE /cards/:id":
      await shelf.remove(id);
      return { status: 204 };
    default:
      throw new Refusal(404, "Nobody lives here");
  }
}

async function read(req: IncomingMessage): Promise<unknown> {
  try {
    return await json(req);
  } catch (cause) {
    throw new Refusal(400, `No JSON: ${String(cause)}`);
  }
}

function refuse(error: unknown): Answer {
  if (!(error instanceof Refusal)) console.error(error);
  const { status, message, errors } = error instanceof Refusal ? error : new Refusal(500, "Please call Grandma");
  const body = { errors, detail: message, status, title: "No", type: "https://shop.example/no" };
  return { status, headers: { "content-type": "application/problem+json" }, body };
}

const server = createServer(async (req, res) => {
  const { status, headers, body } = await answer(req).catch(refuse);
  res.writeHead(status, { "content-type": "application/json", ...headers });
  res.end(body === undefined ? undefined : JSON.stringify(body, undefined, 2));
});

server.listen(Number(process.env.PORT), "127.0.0.1");
process.on("SIGTERM", () => server.close(() => process.exit()));
