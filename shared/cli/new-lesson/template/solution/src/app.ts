// Decides which answer belongs to which request.
import express, { type Express } from "express";

export function createApp(): Express {
  const app = express();

  app.get("/", (_req, res) => {
    res.type("text/plain").send("Welcome to Grandma's greeting cards!\n");
  });

  app.get("/wish", (_req, res) => {
    res.json({ granted: true });
  });

  return app;
}
