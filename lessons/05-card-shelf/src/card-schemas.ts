// What a card is, and what a request may say about one. Given; nothing to do here.
import { z } from "zod";

/** PostgreSQL stores every character of a text but U+0000. */
const storable = z.string().refine((value) => !value.includes("\0"), "U+0000 cannot be stored.");
const text = storable.min(1).max(200);

const fields = {
  title: text,
  occasion: text,
  priceCents: z.int32().positive(),
  note: storable.max(1_000).nullable(),
};

/** The body of POST /cards. Strict: a misspelt field is refused, not ignored. */
export const newCard = z.strictObject({ sku: text, ...fields, note: fields.note.default(null) });

/** The body of PATCH /cards/:id: any of the fields, but never the sku, which is printed on labels. */
export const cardChanges = z.strictObject(fields).partial();

/** The query of GET /cards. No `q` and an empty `q` both mean: everything. */
export const cardSearch = z.object({ q: storable.default("") });

/** `:id` in an address: a number that fits the column. */
export const cardId = z.coerce.number().pipe(z.int32().positive());

export type NewCard = z.infer<typeof newCard>;
export type CardChanges = z.infer<typeof cardChanges>;

/** A card as the service answers with it. */
export interface Card {
  readonly id: number;
  readonly sku: string;
  readonly title: string;
  readonly occasion: string;
  readonly priceCents: number;
  readonly note: string | null;
}

/** Some cards, and how many there are in all. */
export interface CardList {
  readonly count: number;
  readonly cards: readonly Card[];
}
