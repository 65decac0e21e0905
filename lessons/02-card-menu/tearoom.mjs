// The worked example of lesson 02: the tea room next door has a wrong route and a right one.
import express from "express";
import { z } from "zod";

const tables = [
  { name: "window", seats: 2 },
  { name: "stove", seats: 4 },
  { name: "garden", seats: 6 },
];

const wish = z.object({ seats: z.coerce.number().int().min(1).max(20) });

const app = express();

app.get("/wrong/tables", (req, res) => {
  const { seats } = req.query;
  res.json({ tables: tables.filter((table) => table.seats === seats) });
});

app.get("/tables", (req, res) => {
  const asked = wish.safeParse(req.query);
  if (!asked.success) {
    res.status(400).type("application/problem+json").json({ type: "about:blank", title: "Bad Request", status: 400 });
    return;
  }
  const { seats } = asked.data;
  const fitting = tables.filter((table) => table.seats >= seats);
  res.json({ tables: fitting });
});

app.listen(4200, "127.0.0.1", (error) => {
  if (error) throw error;
  console.log("The tea room listens on http://127.0.0.1:4200 (Ctrl-C ends it)");
});
