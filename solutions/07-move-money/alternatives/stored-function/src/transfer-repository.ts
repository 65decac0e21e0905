// A transfer is a function of the database: called in one statement, which happens whole or not at all.
import type { Pool } from "pg";
import type { NewTransfer, Outcome } from "./transfer-schemas.ts";

export type TransferRepository = ReturnType<typeof createTransferRepository>;

/** One text is one transaction: of two tills that start together, the second waits at the lock until the first is done. */
const moveMoney = `
  select pg_advisory_xact_lock(hashtext('move_money'));

  create or replace function move_money(
    payer integer, payee integer, cents integer,
    out kind text, out transfer_id integer, out left_cents integer
  ) language plpgsql as $$
  declare
    present integer;
  begin
    perform from accounts where id in (payer, payee) order by id for update;
    get diagnostics present = row_count;
    if present < 2 then
      kind := 'no-account';
      return;
    end if;

    update accounts set balance_cents = balance_cents - cents
    where id = payer and balance_cents >= cents
    returning balance_cents into left_cents;
    if not found then
      kind := 'not-enough';
      return;
    end if;

    update accounts set balance_cents = balance_cents + cents where id = payee;
    insert into transfers (from_account_id, to_account_id, amount_cents)
    values (payer, payee, cents)
    returning id into transfer_id;
    insert into entries (transfer_id, account_id, amount_cents)
    values (transfer_id, payer, -cents), (transfer_id, payee, cents);
    kind := 'moved';
  end $$`;

interface Answer {
  readonly kind: Outcome["kind"];
  readonly transferId: number;
  readonly fromBalanceCents: number;
}

export function createTransferRepository(pool: Pool) {
  let stored: Promise<unknown> | undefined;

  /** Stores the function, once; after a failure the next transfer tries again. */
  function ready(): Promise<unknown> {
    stored ??= pool.query(moveMoney).catch((error: unknown) => {
      stored = undefined;
      throw error;
    });
    return stored;
  }

  return {
    async move({ fromAccountId, toAccountId, amountCents }: NewTransfer): Promise<Outcome> {
      await ready();
      const { rows } = await pool.query<Answer>(
        `select kind, transfer_id as "transferId", left_cents as "fromBalanceCents" from move_money($1, $2, $3)`,
        [fromAccountId, toAccountId, amountCents],
      );
      const [{ kind, transferId, fromBalanceCents }] = rows as [Answer]; // a function with out parameters returns one row
      return kind === "moved" ? { kind, transferId, fromBalanceCents } : { kind };
    },
  };
}
