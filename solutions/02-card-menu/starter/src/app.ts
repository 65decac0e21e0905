// Puts the service together: what a request passes through, in order. Given; nothing to do here.
import express, { type Express } from "express";
import { createCardRoutes } from "./card-routes.ts";
import { cardShelf } from "./card-shelf.ts";
import { answerWithProblem, HttpProblem } from "./http-errors.ts";
import { menuPages } from "./menu-pages.ts";
import { createMenuRoutes } from "./menu-routes.ts";

export function createApp(): Express {
  const app = express();
  app.use(createCardRoutes(cardShelf));
  app.use(createMenuRoutes(menuPages));
  app.use((req) => {
    throw new HttpProblem(404, `There is nothing at ${req.path}.`);
  });
  app.use(answerWithProblem);
  return app;
}
