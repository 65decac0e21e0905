// The worked example of lesson 01: the baker next door has a wrong route and a right one.
import express from "express";

const loavesLeft = new Map([
  ["rye", 4],
  ["plait", 0],
]);

const app = express();

app.get("/wrong/:kind", (req, res) => {
  const left = loavesLeft.get(req.params.kind);
  if (left === undefined) res.send("We do not bake that.");
  res.json({ kind: req.params.kind, left });
});

app.get("/loaves/:kind", (req, res) => {
  const { kind } = req.params;
  const left = loavesLeft.get(kind);
  if (left === undefined) {
    res.status(404).type("application/problem+json").json({ type: "about:blank", title: "Not Found", status: 404 });
    return;
  }
  res.json({ kind, left });
});

app.listen(4100, "127.0.0.1", (error) => {
  if (error) throw error;
  console.log("The baker listens on http://127.0.0.1:4100 (Ctrl-C ends it)");
});
