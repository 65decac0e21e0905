// The card shelf once more, in one file: knex writes the SQL, and PostgreSQL's error says that a sku is in use.
import express, { type ErrorRequestHandler, type Response } from "express";
import knex from "knex";
import { z } from "zod";

const db = knex({ client: "pg", connection: process.env.DATABASE_URL ?? "" });
const app = express();
app.use(express.json());

const columns = ["id", "sku", "title", "occasion", "price_cents as priceCents", "note"];
const columnOf: Readonly<Record<string, string>> = { priceCents: "price_cents" };

/* knex writes names into the SQL's text, so names come from the schema's own keys, never from a visitor. */
const toRow = (card: object) =>
  Object.fromEntries(Object.entries(card).map(([field, value]) => [columnOf[field] ?? field, value]));

const text = z.string().min(1).max(200);
const price = z.int32().positive();
const note = z.string().max(1_000).nullable();
const newCard = z.strictObject({ sku: text, title: text, occasion: text, priceCents: price, note: note.optional() });
const cardChanges = z.strictObject({ title: text, occasion: text, priceCents: price, note }).partial();

/* In ILIKE these three signs mean something; a backslash before each takes the meaning away. */
const contains = (wanted: string) => `%${wanted.replace(/[\\%_]/g, "\\$&")}%`;

app.get("/cards", async (req, res) => {
  const found = () => db("cards").whereILike("title", contains(String(req.query.q ?? "")));
  const [total, cards] = await Promise.all([
    found().count<{ count: string }[]>("* as count"),
    found().orderBy("id").limit(10).select(columns),
  ]);
  res.json({ count: Number(total[0]?.count), cards });
});

app.post("/cards", async (req, res) => {
  const { data: card, error } = newCard.safeParse(req.body);
  if (error) return refuseFields(res, error);
  try {
    // A transaction of one statement: not needed, and not wrong.
    const [stored] = await db.transaction((trx) => trx("cards").insert(toRow(card)).returning(columns));
    res.status(201).location(`/cards/${stored.id}`).json(stored);
  } catch (failure) {
    if (!isSkuInUse(failure)) throw failure;
    refuse(res, 409, "Conflict", `There is a card ${card.sku} already.`);
  }
});

app.patch("/cards/:id", async (req, res) => {
  const { data: changes, error } = cardChanges.safeParse(req.body);
  if (error) return refuseFields(res, error);
  const id = toId(req.params.id);
  // knex refuses an update of nothing.
  const update = Object.keys(changes).length > 0 ? db("cards").update(toRow(changes)).returning(columns) : undefined;
  const [card] = await (update ?? db("cards").select(columns)).where({ id });
  if (card) res.json(card);
  else refuse(res, 404, "Not Found", "There is no such card.");
});

app.delete("/cards/:id", async (req, res) => {
  const removed = await db("cards")
    .where({ id: toId(req.params.id) })
    .delete();
  if (removed > 0) res.sendStatus(204);
  else refuse(res, 404, "Not Found", "There is no such card.");
});

const answer500: ErrorRequestHandler = (error, _req, res, _next) => {
  console.error(error);
  refuse(res, 500, "Internal Server Error", "Please call Grandma.");
};
app.use(answer500);

const server = app.listen(Number(process.env.PORT), "127.0.0.1");
process.on("SIGTERM", () => server.close(() => db.destroy()));

/** The number in an address. 0, which no card has, when there is none that fits the column. */
function toId(id: string): number {
  return /^\d{1,9}$/.test(id) ? Number(id) : 0;
}

function isSkuInUse(error: unknown): boolean {
  return error instanceof Error && "constraint" in error && error.constraint === "card_sku_key";
}

function refuse(res: Response, status: number, title: string, detail: string, errors?: object[]): void {
  res
    .status(status)
    .type("application/problem+json")
    .send(JSON.stringify({ type: "about:blank", title, status, detail, errors }));
}

function refuseFields(res: Response, { issues }: z.ZodError): void {
  const errors = issues.flatMap((issue) =>
    (issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join("/")]).map((field) => ({
      pointer: `/${field}`,
      detail: issue.message,
    })),
  );
  refuse(res, 422, "Unprocessable Entity", "This is not a card.", errors);
}
