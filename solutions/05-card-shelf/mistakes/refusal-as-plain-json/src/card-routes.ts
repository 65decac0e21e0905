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
    const card = parse(newCard, req.body);
    const stored = await cards.add(card);
    if (!stored) throw new HttpProblem(409, `The sku ${card.sku} is in use.`);
    res.status(201).location(`/cards/${stored.id}`).json(stored);
  });

  router.patch("/cards/:id", async (req, res) => {
    const id = parse(cardId, req.params.id, noSuchCard(req.params.id));
    const changed = await cards.change(id, parse(cardChanges, req.body));
    if (!changed) {
      res.status(404).json({ type: "about:blank", title: "Not Found", status: 404, detail: "no" });
      return;
    }
    res.json(changed);
  });

  router.delete("/cards/:id", async (req, res) => {
    const id = parse(cardId, req.params.id, noSuchCard(req.params.id));
    const removed = await cards.remove(id);
    if (!removed) throw noSuchCard(req.params.id);
    res.status(204).end();
  });

  return router;
}

const noSuchCard = (id: string) => new HttpProblem(404, `There is no card ${id}.`);
