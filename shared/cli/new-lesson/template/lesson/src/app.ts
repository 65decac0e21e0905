// Decides which answer belongs to which request.
import express, { type Express } from "express";

export function createApp(): Express {
  const app = express();

  // Given: one whole route, to look at.
  app.get("/", (_req, res) => {
    res.type("text/plain").send("Welcome to Grandma's greeting cards!\n");
  });

  // TODO 1: TO WRITE: the goal and the constraint, never the keystrokes.
  app.get("/wish", (_req, _res) => {
    throw new Error("TODO 1: grant the wish (src/app.ts)");
  });

  return app;
}
