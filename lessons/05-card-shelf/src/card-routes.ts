// Says which request gets which answer. What is stored, and how, is the repository's business.
import { Router } from "express";
import type { CardRepository } from "./card-repository.ts";
import { cardChanges, cardId, cardSearch, newCard } from "./card-schemas.ts";
import { HttpProblem, parse } from "./http-errors.ts";

export function createCardRoutes(cards: CardRepository): Router {
  const router = Router();

  router.get("/cards", async (req, res) => {
    const { q } = parse(cardSearch, req.query);
    res.json(await cards.find(q));
  });

  router.post("/cards", async (req, res) => {
    const stored = await cards.add(parse(newCard, req.body));
    // TODO 3: a stored card is 201, with its own address in Location; a sku that is in use is 409.
    throw new Error(`TODO 3: answer for ${stored?.sku ?? "a sku in use"} (src/card-routes.ts)`);
  });

  router.patch("/cards/:id", async (req, res) => {
    const id = parse(cardId, req.params.id, noSuchCard(req.params.id));
    const changed = await cards.change(id, parse(cardChanges, req.body));
    // TODO 4: the card as it is now, or 404.
    throw new Error(`TODO 4: answer for ${changed?.sku ?? "no card"} (src/card-routes.ts)`);
  });

  router.delete("/cards/:id", async (req, res) => {
    const id = parse(cardId, req.params.id, noSuchCard(req.params.id));
    const removed = await cards.remove(id);
    // TODO 5: 204 when a card was removed, 404 when there was none.
    throw new Error(`TODO 5: answer for removed = ${removed} (src/card-routes.ts)`);
  });

  return router;
}

const noSuchCard = (id: string) => new HttpProblem(404, `There is no card ${id}.`);
