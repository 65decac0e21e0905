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
      // TODO 1: without a text, the whole shelf: the first ten by id, and the number of all.
      if (text === "") throw new Error("TODO 1: list the shelf (src/card-repository.ts)");

      // TODO 2: the same for cards whose title contains the text, whatever a visitor typed; upper and lower case are alike.
      throw new Error("TODO 2: find cards by a part of their title (src/card-repository.ts)");
    },

    /** The card as stored, or `undefined` when its sku is in use. */
    async add(card: NewCard): Promise<Card | undefined> {
      // TODO 3: store the card. Two with the same sku may arrive at the same moment: exactly one is stored.
      throw new Error("TODO 3: store the card (src/card-repository.ts)");
    },

    /** The card as it is now, or `undefined` when there is no such card. */
    async change(id: number, changes: CardChanges): Promise<Card | undefined> {
      // TODO 4: a field that was not sent stays as it is; a note that was sent as null is taken off.
      throw new Error("TODO 4: change the card (src/card-repository.ts)");
    },

    /** Whether there was such a card. */
    async remove(id: number): Promise<boolean> {
      // TODO 5: take the card off the shelf, and tell whether there was one.
      throw new Error("TODO 5: remove the card (src/card-repository.ts)");
    },
  };
}
