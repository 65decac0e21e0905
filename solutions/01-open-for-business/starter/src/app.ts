// Decides which answer belongs to which request. Express asks the routes below from top to bottom.
import express, { type Express } from "express";

export function createApp(): Express {
  const app = express();

  // Given: one whole route, to look at.
  app.get("/", (_req, res) => {
    res.type("text/plain").send("Welcome to Grandma's greeting cards!\n");
  });

  // TODO 1: tell a program, in JSON, that the shop is well.
  app.get("/health", (_req, _res) => {
    throw new Error("TODO 1: say that the shop is well (src/app.ts)");
  });

  // TODO 2: answer with the hours of the day that was asked for; findHours in opening-hours.ts knows them.
  // A day that is missing or not on the sign is a problem, status 400. Each request gets exactly one answer.
  app.get("/hours", async (_req, _res) => {
    throw new Error("TODO 2: say which hours the shop keeps (src/app.ts)");
  });

  // TODO 3: GET /health never comes this far, every other method does: a problem, status 405, that names what is allowed.
  app.all("/health", (_req, _res) => {
    throw new Error("TODO 3: name the method that is allowed (src/app.ts)");
  });

  // TODO 4: what no route above has answered comes here: a problem, status 404.
  app.use((_req, _res) => {
    throw new Error("TODO 4: say that there is no such page (src/app.ts)");
  });

  return app;
}
