// The only file that speaks SQL: cards come in, cards go out, and nothing in here knows of HTTP.
import type { Pool } from "pg";
import type { Card, CardChanges, CardList, NewCard } from "./card-schemas.ts";

/** Cards that a list holds at most. */
const listLimit = 10;

/** A row under the names that the JSON uses; for every statement that returns cards. */
const columns = `id, sku, title, occasion, price_cents as "priceCents", note`;

export type CardRepository = ReturnType<typeof createCardRepository>;

export function createCardRepository(pool: Pool) {
  return {
    /** The cards whose title contains the text, in the order in which they came, and how many match in all. */
    async find(text: string): Promise<CardList> {
      // The window function counts before the limit cuts, so one statement answers both questions. strpos() knows no
      // wildcards, and finds the empty text in every title.
      const { rows } = await pool.query<Card & { matches: number }>(
        `select ${columns}, (count(*) over ())::int as matches
         from cards
         where strpos(lower(title), lower($1)) > 0
         order by id
         limit $2`,
        [text, listLimit],
      );
      return { count: rows[0]?.matches ?? 0, cards: rows.map(({ matches, ...card }) => card) };
    },

    /** The card as stored, or `undefined` when its sku is in use. */
    async add({ sku, title, occasion, priceCents, note }: NewCard): Promise<Card | undefined> {
      const { rows } = await pool.query<Card>(
        `insert into cards (sku, title, occasion, price_cents, note)
         select $1::text, $2, $3, $4::int, $5
         where not exists (select 1 from cards where sku = $1::text)
         returning ${columns}`,
        [sku, title, occasion, priceCents, note],
      );
      return rows[0];
    },

    /** The card as it is now, or `undefined` when there is no such card. */
    async change(id: number, { title, occasion, priceCents, note }: CardChanges): Promise<Card | undefined> {
      // Of a note, null is a value: whether one was sent needs a parameter of its own.
      const { rows } = await pool.query<Card>(
        `update cards
         set title = coalesce($2, title),
             occasion = coalesce($3, occasion),
             price_cents = coalesce($4, price_cents),
             note = case when $5 then $6 else note end
         where id = $1
         returning ${columns}`,
        [id, title, occasion, priceCents, note !== undefined, note],
      );
      return rows[0];
    },

    /** Whether there was such a card. */
    async remove(id: number): Promise<boolean> {
      const { rowCount } = await pool.query("delete from cards where id = $1", [id]);
      return rowCount === 1;
    },
  };
}
