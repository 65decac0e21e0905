// Says which request about cards gets which answer.
import { Router } from "express";
import { cardId, cardQuery } from "./card-schemas.ts";
import type { Card } from "./card-shelf.ts";
import { HttpProblem } from "./http-errors.ts";

/** How two cards compare, for each name that `sort` may be. Nobody but cardQuery lets a name in. */
const comparisons = {
  title: (one: Card, other: Card) => one.title.localeCompare(other.title, "en"),
  priceCents: (one: Card, other: Card) => one.priceCents - other.priceCents,
};

export function createCardRoutes(shelf: readonly Card[]): Router {
  const router = Router();

  router.get("/cards", (req, res) => {
    const query = cardQuery.safeParse(req.query);
    if (!query.success) throw new HttpProblem(400, "Name one occasion at most, and sort by title or priceCents.");
    const { occasion, sort } = query.data;
    const chosen = occasion === undefined ? shelf : shelf.filter((card) => card.occasion.includes(occasion));
    const sorted = sort === undefined ? chosen : chosen.toSorted(comparisons[sort]);
    res.json({ cards: sorted.map(forCustomers) });
  });

  router.get("/cards/:id", (req, res) => {
    const id = cardId.safeParse(req.params.id);
    if (!id.success) throw new HttpProblem(400, "The number of a card is a whole number, such as 4.");
    const card = shelf.find((one) => one.id === id.data);
    if (!card) throw new HttpProblem(404, `There is no card ${id.data}.`);
    res.json(forCustomers(card));
  });

  return router;
}

/** What a customer may see of a card: named one by one, so that a new property stays inside until somebody names it. */
function forCustomers({ id, title, occasion, priceCents }: Card) {
  return { id, title, occasion, priceCents };
}
