// Transfers once more, in one file: no lock. PostgreSQL refuses what would not have come out one after the other.
import { setTimeout } from "node:timers/promises";
import express, { type ErrorRequestHandler, type Response } from "express";
import knex, { type Knex } from "knex";
import { z } from "zod";

const db = knex({ client: "pg", connection: process.env.DATABASE_URL ?? "" });
const app = express();
app.use(express.json());

const newTransfer = z
  .strictObject({
    fromAccountId: z.int32().min(1),
    toAccountId: z.int32().min(1),
    amountCents: z.int32().min(1, "Only more than nothing can be moved."),
  })
  .superRefine(({ fromAccountId, toAccountId }, context) => {
    if (fromAccountId === toAccountId)
      context.addIssue({ code: "custom", path: ["toAccountId"], message: "Pay somebody else." });
  });
type NewTransfer = z.infer<typeof newTransfer>;

/** An answer that ends the transaction without a change. */
class Refusal extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

app.post("/transfers", async (req, res) => {
  const { data, error } = newTransfer.safeParse(req.body);
  if (error) {
    const fields = error.issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : [issue.path[0]]));
    const errors = fields.map((field) => ({ pointer: `/${String(field)}`, detail: "Not as it should be." }));
    return refuse(res, 422, "This is not a transfer.", errors);
  }
  res.status(201).json(await untilItSucceeds(() => db.transaction((trx) => move(trx, data), serializable)));
});

const serializable = { isolationLevel: "serializable" } as const;

async function move(trx: Knex.Transaction, { fromAccountId, toAccountId, amountCents }: NewTransfer) {
  const ids = [fromAccountId, toAccountId];
  const accounts = await trx("accounts").whereIn("id", ids).orderBy("id").select<Account[]>("id", "balance_cents");
  const from = accounts.find(({ id }) => id === fromAccountId);
  if (!from || accounts.length !== 2) throw new Refusal(404, "No such account.");
  const fromBalanceCents = from.balance_cents - amountCents;
  if (fromBalanceCents < 0) throw new Refusal(409, "Not enough.");
  // In the order of their ids: two transactions that wait for each other would cost a second before one is refused.
  for (const { id, balance_cents } of accounts) {
    const balance = id === fromAccountId ? fromBalanceCents : balance_cents + amountCents;
    await trx("accounts").where({ id }).update({ balance_cents: balance });
  }
  const [transfer] = await trx("transfers")
    .insert({ from_account_id: fromAccountId, to_account_id: toAccountId, amount_cents: amountCents })
    .returning<{ id: number }[]>("id");
  await trx("entries").insert([
    { transfer_id: transfer?.id, account_id: fromAccountId, amount_cents: -amountCents },
    { transfer_id: transfer?.id, account_id: toAccountId, amount_cents: amountCents },
  ]);
  return { transferId: transfer?.id, fromBalanceCents };
}

interface Account {
  readonly id: number;
  readonly balance_cents: number;
}

/** 40001: could not have happened one after the other. 40P01: a deadlock. Both say "run it again", and both say it early. */
async function untilItSucceeds<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (attempt === 10 || (code !== "40001" && code !== "40P01")) throw error;
      await setTimeout(Math.random() * 5 * attempt); // apart from those that were refused at the same moment
    }
  }
}

const answerRefusal: ErrorRequestHandler = (error, _req, res, _next) => {
  if (error instanceof Refusal) return refuse(res, error.status, error.message);
  console.error(error);
  refuse(res, 500, "Please call Grandma.");
};
app.use(answerRefusal);

const server = app.listen(Number(process.env.PORT), "127.0.0.1");
process.on("SIGTERM", () => server.close(() => db.destroy()));

function refuse(res: Response, status: number, detail: string, errors?: object[]): void {
  const problem = { type: "about:blank", title: "Nothing was moved", status, detail, errors };
  res.status(status).type("application/problem+json").send(JSON.stringify(problem));
}
