// Grandma's shelf. Each method is one transaction that runs as if it were alone: one that was not is run again.
import { Pool, type PoolClient } from "pg";
import type { Fields } from "./card-fields.ts";
import { Refusal } from "./refusal.ts";

interface Card {
  readonly id: number;
}

/** Connections that are ready before anybody comes. */
const openAhead = 6;

/** To PostgreSQL a transaction was not alone (40001), or it waited in a circle (40P01). */
const beginAgain = ["40001", "40P01"];
const attempts = 10;

const isError = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error && "code" in error && codes.includes(String(error.code));

const asJson = `json_build_object('note', note, 'priceCents', price_cents, 'occasion', occasion, 'title', title,
  'sku', sku, 'id', id)`;

export class Shelf {
  readonly #pool: Pool;

  private constructor(pool: Pool) {
    this.#pool = pool;
  }

  static async open(connectionString: string): Promise<Shelf> {
    const pool = new Pool({ connectionString, max: openAhead, idleTimeoutMillis: 0 });
    pool.on("error", (error) => console.error(error.message));
    const clients = await Promise.all(Array.from({ length: openAhead }, () => pool.connect()));
    for (const client of clients) client.release();
    return new Shelf(pool);
  }

  find(text: string): Promise<unknown> {
    const pattern = `%${text.replaceAll(/[!%_]/g, "!$&")}%`;
    return this.#alone(async (db) => {
      const { rows } = await db.query<{ list: unknown }>(
        `/* Grandma's shelf */
         with found as materialized (select * from cards where title ilike $1 escape '!'),
              page as (select * from found order by id fetch first 10 rows only)
         select json_build_object(
           'cards', coalesce((select json_agg(${asJson} order by id) from page), '[]'),
           'count', (select count(*) from found)
         ) as list`,
        [pattern],
      );
      return rows[0]?.list;
    });
  }

  async add(card: Fields): Promise<Card> {
    const inUse = new Refusal(409, "Each card has its own sku", [{ pointer: "/sku", detail: "is in use" }]);
    try {
      return await this.#alone(async (db) => {
        const { rowCount } = await db.query("select from cards where sku = $1", [card.sku]);
        if (rowCount) throw inUse;
        const { rows } = await db.query<{ card: Card }>(
          `-- one of Grandma's cards
           insert into cards (sku, title, occasion, price_cents, note)
           select sku, title, occasion, "priceCents", note
           from json_to_record($1) as new(sku text, title text, occasion text, "priceCents" integer, note text)
           returning ${asJson} as card`,
          [JSON.stringify(card)],
        );
        return only(rows).card;
      });
    } catch (error) {
      throw isError(error, ["23505"]) ? inUse : error;
    }
  }

  change(id: string, changes: Fields): Promise<Card> {
    return this.#alone(async (db) => {
      const { rows } = await db.query<{ card: Card & Fields }>(`select ${asJson} as card from cards where id = $1`, [
        toNumber(id),
      ]);
      const card = { ...only(rows).card, ...changes };
      await db.query("update cards set title = $2, occasion = $3, price_cents = $4, note = $5 where id = $1", [
        card.id,
        card.title,
        card.occasion,
        card.priceCents,
        card.note,
      ]);
      return card;
    });
  }

  remove(id: string): Promise<void> {
    return this.#alone(async (db) => {
      const { rows } = await db.query<Card>("select id from cards where id = $1", [toNumber(id)]);
      await db.query("delete from cards where id = $1", [only(rows).id]);
    });
  }

  async #alone<Result>(work: (db: PoolClient) => Promise<Result>): Promise<Result> {
    const db = await this.#pool.connect();
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await db.query("begin isolation level serializable");
          const result = await work(db);
          await db.query("commit");
          return result;
        } catch (error) {
          await db.query("rollback");
          if (attempt === attempts || !isError(error, beginAgain)) throw error;
        }
      }
    } finally {
      db.release();
    }
  }
}

function toNumber(id: string): number {
  if (/^[1-9][0-9]{0,8}$/.test(id)) return Number(id);
  throw new Refusal(404, "That is no number of a card");
}

function only<Row>([row]: readonly Row[]): Row {
  if (row) return row;
  throw new Refusal(404, "Nobody has seen this card");
}
