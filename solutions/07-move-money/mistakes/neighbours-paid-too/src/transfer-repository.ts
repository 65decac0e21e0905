// The only file that speaks SQL: a transfer comes in, what came of it goes out, and nothing in here knows of HTTP.
import type { Pool, PoolClient } from "pg";
import type { NewTransfer, Outcome } from "./transfer-schemas.ts";

export type TransferRepository = ReturnType<typeof createTransferRepository>;

export function createTransferRepository(pool: Pool) {
  return {
    /** Moves money from one account to the other and writes it in the book, or moves nothing and says why. */
    move({ fromAccountId, toAccountId, amountCents }: NewTransfer): Promise<Outcome> {
      return inTransaction(pool, async (client) => {
        // Look and lock in one statement, the smaller id first in every request: whoever waits here holds nothing yet
        // that somebody else waits for.
        const { rows: accounts } = await client.query<{ id: number; balanceCents: number }>(
          `select id, balance_cents as "balanceCents"
           from accounts
           where id in ($1, $2)
           order by id
           for update`,
          [fromAccountId, toAccountId],
        );
        const from = accounts.find(({ id }) => id === fromAccountId);
        if (!from || accounts.length < 2) return { kind: "no-account" };
        if (from.balanceCents < amountCents) return { kind: "not-enough" };

        await client.query("update accounts set balance_cents = balance_cents - $2 where id = $1", [
          fromAccountId,
          amountCents,
        ]);
        await client.query("update accounts set balance_cents = balance_cents + $2 where id >= $1", [
          toAccountId,
          amountCents,
        ]);
        const { rows: made } = await client.query<{ id: number }>(
          `insert into transfers (from_account_id, to_account_id, amount_cents)
           values ($1, $2, $3)
           returning id`,
          [fromAccountId, toAccountId, amountCents],
        );
        const [{ id: transferId }] = made as [{ id: number }]; // an insert of one row returns one
        await client.query(
          `insert into entries (transfer_id, account_id, amount_cents)
           values ($1, $2, -$4::int), ($1, $3, $4)`,
          [transferId, fromAccountId, toAccountId, amountCents],
        );
        return { kind: "moved", transferId, fromBalanceCents: from.balanceCents - amountCents };
      });
    },
  };
}

/** Runs the work on one connection, all of it or nothing, and gives the connection back on every way out. */
async function inTransaction<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}
