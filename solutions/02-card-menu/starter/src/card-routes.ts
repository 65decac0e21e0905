// Says which request about cards gets which answer.
import { Router } from "express";
import { cardId, cardQuery } from "./card-schemas.ts";
import type { Card } from "./card-shelf.ts";
import { HttpProblem } from "./http-errors.ts";

export function createCardRoutes(shelf: Card[]): Router {
  const router = Router();

  router.get("/cards", (req, res) => {
    // TODO 2: only the cards for one occasion, when the visitor names one. None left is an answer, two at once are not.
    if (req.query.occasion !== undefined) throw new Error("TODO 2: choose by occasion (src/card-routes.ts)");

    // TODO 3: sorted, when the visitor says by what. Reading changes nothing: the next visitor finds the shelf as it was.
    if (req.query.sort !== undefined) throw new Error("TODO 3: sort the list (src/card-routes.ts)");

    // TODO 1: answer with the list. Of each card, customers see four things.
    throw new Error("TODO 1: list the shelf (src/card-routes.ts)");
  });

  router.get("/cards/:id", (_req, _res) => {
    // TODO 4: the card; 400 when the id is no number, 404 when no card has it.
    throw new Error("TODO 4: show one card (src/card-routes.ts)");
  });

  return router;
}
