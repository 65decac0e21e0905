// Another right answer: handlers throw what they refuse, one place at the end turns it into a problem.
import express, { type ErrorRequestHandler, type Express, Router } from "express";
import { Refusal } from "./refusal.ts";
import { readSign } from "./sign.ts";

export function createApp(): Express {
  const app = express();
  app.disable("x-powered-by");
  app.get("/", (_req, res) => void res.type("text").send("Come in, the otters are fresh.\n"));
  app.use("/hours", createHoursRouter());
  app
    .route("/health")
    .get((_req, res) => void res.set("Content-Type", "application/json").end('{ "status": "ok" }'))
    .all((_req, _res) => {
      throw new Refusal(405, "This can be looked at, nothing else", { Allow: "HEAD,GET" });
    });
  app.all("/*rest", (req) => {
    throw new Refusal(404, `Nobody here knows ${req.originalUrl}`);
  });
  app.use(answerRefusal);
  return app;
}

function createHoursRouter(): Router {
  const router = Router();
  router.get("/", async (req, res) => {
    const days = new URL(req.originalUrl, "http://shop").searchParams.getAll("day");
    const hours = (await readSign()).get(days.join());
    switch (hours) {
      case undefined:
        throw new Refusal(400, "Which day, please?");
      default:
        res.json({ closes: hours.closes, opens: hours.opens, day: days[0] });
    }
  });
  return router;
}

const answerRefusal: ErrorRequestHandler = (error, _req, res, next) => {
  if (!(error instanceof Refusal)) return next(error);
  const body = JSON.stringify({
    title: error.message,
    status: error.status,
    type: "https://shop.example/no",
    help: null,
  });
  res.writeHead(error.status, { "content-type": "application/problem+json", ...error.headers }).end(body);
};
