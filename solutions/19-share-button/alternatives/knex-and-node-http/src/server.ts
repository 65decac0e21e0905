// The share button once more, in one file: knex, node:http, and errors that are thrown and caught.
import { randomUUID } from "node:crypto";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import { text } from "node:stream/consumers";
import express, { type Response } from "express";
import knex from "knex";

const { env } = process;
const patience = Number(env.SHARE_TIMEOUT_MS ?? 1_000);
const db = knex({ client: "pg", connection: env.DATABASE_URL ?? "" });
const app = express();
app.use(express.json());

interface Post {
  id: number;
  title: string;
  link: string;
}
interface Share {
  network: string;
  status: string;
  url: string | null;
  error: string | null;
  key: string;
}
interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The network has said no: nothing was posted. */
class Refusal extends Error {
  readonly until: number | undefined;
  constructor(message: string, until?: number) {
    super(message);
    this.until = until;
  }
}

const asJson = (value: object) => ({ type: "application/json", text: JSON.stringify(value) });

/* What is sent, and where the answer names the post. */
const networks = {
  mastodon: {
    base: env.MASTODON_URL,
    path: "/api/v1/statuses",
    token: env.MASTODON_TOKEN,
    content: ({ title, link }: Post) => asJson({ status: `${title} ${link}` }),
    address: (said: { url?: string }) => said.url,
  },
  x: {
    base: env.X_URL,
    path: "/2/tweets",
    token: env.X_TOKEN,
    content: ({ title, link }: Post) => asJson({ text: `${title} ${link}` }),
    address: (said: { data?: { id?: string } }) => said.data?.id && `https://x.com/i/web/status/${said.data.id}`,
  },
  facebook: {
    base: env.FACEBOOK_URL,
    path: `/v24.0/${env.FACEBOOK_PAGE}/feed`,
    token: env.FACEBOOK_TOKEN, // as a Bearer token, which Facebook takes, too
    content: ({ title, link }: Post) => asJson({ message: title, link }),
    address: (said: { id?: string }) => said.id && `https://www.facebook.com/${said.id}`,
  },
};
type Name = keyof typeof networks;

app.post("/posts/:id/share", async (req, res) => {
  const { networks: names, ...rest } = req.body ?? {};
  const known = Array.isArray(names) && names.length > 0 && names.every((name) => Object.hasOwn(networks, name));
  if (!known || new Set(names).size < names.length || Object.keys(rest).length > 0)
    return refuse(res, 422, "Which networks?");
  const post = await findPost(req.params.id);
  if (!post) return refuse(res, 404, "No such post");
  const endings = await Promise.allSettled(names.map((name: Name) => shareOn(post, name)));
  const results = endings.map((ending, index) =>
    ending.status === "fulfilled"
      ? ending.value
      : { network: names[index], status: "unknown", error: "The shop's own database failed." },
  );
  res.json({ results });
});

app.get("/posts/:id/shares", async (req, res) => {
  const post = await findPost(req.params.id);
  if (!post) return refuse(res, 404, "No such post");
  const rows = await db<Share>("shares").where("post_id", post.id).orderBy("network").select();
  res.json({ shares: rows.map(toResult) });
});

async function shareOn(post: Post, name: Name) {
  const where = { post_id: post.id, network: name };
  const row = await db.transaction(async (trx) => {
    await trx("shares")
      .insert({ ...where, key: randomUUID(), status: "failed", error: "Not asked yet." })
      .onConflict(["post_id", "network"])
      .ignore();
    const found = await trx<Share>("shares").where(where).forUpdate().first();
    if (!found) throw new Error("The row that was inserted is gone.");
    const mayAsk = found.status === "failed" || (found.status === "unknown" && name === "mastodon");
    if (mayAsk) await trx("shares").where(where).update({ status: "unknown", error: "On its way." });
    return { ...found, mayAsk };
  });
  if (!row.mayAsk) return toResult(row);
  const ending = await ask(post, name, row.key, Date.now() + patience).then(
    (url) => ({ status: "shared", url, error: null }),
    (error: Error) => ({
      status: error instanceof Refusal ? "failed" : "unknown",
      url: null,
      error: error instanceof Refusal ? error.message : "No clear answer.",
    }),
  );
  await db("shares").where(where).whereNot("status", "shared").update(ending);
  return toResult({ network: name, ...ending });
}

/** Where the post can be read. Rejects with a Refusal, or with any other error when nobody knows. */
async function ask(post: Post, name: Name, key: string, endsAt: number, call = 1): Promise<string> {
  const { path, base, token, content, address } = networks[name];
  const { type, text: body } = content(post);
  try {
    const answer = await send(new URL(path, base), endsAt - Date.now(), body, {
      authorization: `Bearer ${token}`,
      "content-type": type,
      "idempotency-key": key,
    });
    if (answer.status === 429)
      throw new Refusal("Too many posts.", Date.parse(`${answer.headers["x-ratelimit-reset"]}`));
    if (answer.status >= 300 && answer.status < 500) throw new Refusal(`Refused with ${answer.status}.`);
    if (answer.status >= 500) throw new Error(`Broken: ${answer.status}`);
    const url = address(JSON.parse(answer.body));
    if (url) return url;
    throw new Error("An answer without an id");
  } catch (error) {
    const at = error instanceof Refusal ? error.until : Date.now() + 20;
    if (name !== "mastodon" || call === 3 || !at || at >= endsAt) throw error;
    await new Promise((resolve) => setTimeout(resolve, at - Date.now()));
    return ask(post, name, key, endsAt, call + 1);
  }
}

function send(url: URL, ms: number, body: string, headers: Record<string, string>): Promise<Answer> {
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: "POST", headers });
    const timer = setTimeout(() => outgoing.destroy(new Error("Too slow")), ms);
    outgoing.once("error", reject);
    outgoing.once("close", () => clearTimeout(timer));
    outgoing.once("response", (incoming) => {
      const status = incoming.statusCode ?? 0;
      text(incoming).then((said) => resolve({ status, headers: incoming.headers, body: said }), reject);
    });
    outgoing.end(body);
  });
}

function findPost(id: string): Promise<Post | undefined> {
  return db<Post>("posts")
    .where("id", /^\d{1,9}$/.test(id) ? Number(id) : 0)
    .first();
}

function toResult({ network, status, url, error }: Omit<Share, "key">) {
  return status === "shared" ? { network, status, url } : { network, status, error };
}

function refuse(res: Response, status: number, title: string): void {
  res
    .status(status)
    .type("application/problem+json")
    .send(JSON.stringify({ type: "about:blank", title, status, detail: title }));
}

const server = app.listen(Number(env.PORT), "127.0.0.1");
process.on("SIGTERM", () => server.close(() => db.destroy()));
