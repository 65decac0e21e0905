// Puts the service together: what a request passes through, in order. It neither listens nor reads the environment.
// Given; nothing to do here.
import express, { type Express } from "express";
import type { Pool } from "pg";
import { answerWithProblem, HttpProblem } from "./http-errors.ts";
import { createTransferRepository } from "./transfer-repository.ts";
import { createTransferRoutes } from "./transfer-routes.ts";

export function createApp({ pool }: { readonly pool: Pool }): Express {
  const app = express();
  app.use(express.json());
  app.use(createTransferRoutes(createTransferRepository(pool)));
  app.use((req) => {
    throw new HttpProblem(404, `There is nothing at ${req.path}.`);
  });
  app.use(answerWithProblem);
  return app;
}
