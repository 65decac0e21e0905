// Nothing is read before it is written: an update that meets no row says that there was not enough.
import type { Pool, PoolClient } from "pg";
import type { NewTransfer, Outcome } from "./transfer-schemas.ts";

export type TransferRepository = ReturnType<typeof createTransferRepository>;

export function createTransferRepository(pool: Pool) {
  return {
    async move(transfer: NewTransfer): Promise<Outcome> {
      const client = await pool.connect();
      try {
        await client.query("START TRANSACTION");
        const outcome = await moveOn(client, transfer);
        await client.query("COMMIT");
        return outcome;
      } finally {
        // Where the transaction has ended already, nothing is left to undo, and PostgreSQL only warns.
        await client.query("ROLLBACK").finally(() => client.release());
      }
    },
  };
}

async function moveOn(client: PoolClient, { fromAccountId, toAccountId, amountCents }: NewTransfer): Promise<Outcome> {
  const changes = [
    { id: fromAccountId, cents: -amountCents, missing: "not-enough" },
    { id: toAccountId, cents: amountCents, missing: "no-account" },
  ] as const;
  let fromBalanceCents = 0;
  // The row with the smaller id first, whoever pays.
  for (const { id, cents, missing } of changes.toSorted((one, other) => one.id - other.id)) {
    const { rows } = await client.query<{ balance: number }>(
      `update accounts set balance_cents = balance_cents + $2
       where id = $1 and balance_cents + $2 >= 0
       returning balance_cents as balance`,
      [id, cents],
    );
    const [changed] = rows;
    if (!changed) {
      await client.query("ROLLBACK"); // nobody waits for this request while it looks for the reason
      return { kind: (await isAccount(client, id)) ? missing : "no-account" };
    }
    if (id === fromAccountId) fromBalanceCents = changed.balance;
  }
  const { rows } = await client.query<{ id: number }>(
    `with transfer as (
       insert into transfers (from_account_id, to_account_id, amount_cents) values ($1, $2, $3) returning id
     ), book as (
       insert into entries (transfer_id, account_id, amount_cents)
       select id, $1, -$3::int from transfer union all select id, $2, $3 from transfer
     )
     select id from transfer`,
    [fromAccountId, toAccountId, amountCents],
  );
  return { kind: "moved", transferId: rows[0]?.id ?? 0, fromBalanceCents };
}

async function isAccount(client: PoolClient, id: number): Promise<boolean> {
  const { rowCount } = await client.query("select from accounts where id = $1", [id]);
  return rowCount === 1;
}
