// Decides which answer belongs to which request. Express asks the routes below from top to bottom.
import express, { type Express, type Response } from "express";
import { findHours } from "./opening-hours.ts";

export function createApp(): Express {
  const app = express();

  app.get("/", (_req, res) => {
    res.type("text/plain").send("Welcome to Grandma's greeting cards!\n");
  });

  app.get("/health", (_req, res) => {
    res.json({ status: "ok" });
  });

  app.get("/hours", async (req, res) => {
    const { day } = req.query;
    const hours = typeof day === "string" ? await findHours(day) : undefined;
    if (hours === undefined) {
      sendProblem(res, 400, "Bad Request", "Ask for one day of the week, such as /hours?day=sat.");
      return;
    }
    res.json({ day, ...hours });
  });

  app.all("/health", (_req, res) => {
    res.set("Allow", "GET, HEAD"); // Express lets app.get() answer HEAD too
    sendProblem(res, 405, "Method Not Allowed", "Health can only be read.");
  });

  app.get("/{*rest}", (req, res) => {
    sendProblem(res, 404, "Not Found", `There is no page ${req.path} in this shop.`);
  });

  return app;
}

/** A refusal that a program can read: RFC 9457. "about:blank" says that the status alone tells what kind it is. */
function sendProblem(res: Response, status: number, title: string, detail: string): void {
  res.status(status).type("application/problem+json").json({ type: "about:blank", title, status, detail });
}
