// The worked example of lesson 19: the post office's stamp printer, which is slow, wrong, or silent after it has printed.
import { createServer } from "node:http";

/* The printer. It honours keys: the same key gets the same stamp. What it does today stands in the path. */
const stamps = new Map();
const printer = createServer((req, res) => {
  const key = req.headers["idempotency-key"] ?? stamps.size;
  if (req.url === "/out-of-paper") return res.writeHead(409).end("no paper");
  if (req.url === "/page") return res.end("<h1>Closed for lunch</h1>");
  if (!stamps.has(key)) stamps.set(key, `stamp ${stamps.size + 1}`);
  if (req.url === "/silent") return res.write('{"stamp":'); // printed, and the answer never ends
  res.end(JSON.stringify({ stamp: stamps.get(key) }));
});
await new Promise((resolve) => printer.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${printer.address().port}`;

async function print(path, key) {
  const signal = AbortSignal.timeout(300); // 2
  try {
    const response = await fetch(address + path, { method: "POST", headers: { "idempotency-key": key }, signal });
    if (!response.ok) return `no: ${response.status}`; // 3
    const { stamp } = JSON.parse(await response.text()); // 4
    return `yes: ${stamp}`;
  } catch (error) {
    return `nobody knows: ${error.name}`; // 1: the third ending
  }
}

console.log("out of paper  ", await print("/out-of-paper", "letter-1"));
console.log("a page        ", await print("/page", "letter-1"));
console.log("silent        ", await print("/silent", "letter-1"));
console.log("the same key  ", await print("/well", "letter-1")); // 5
console.log("another key   ", await print("/well", "letter-1, again"));
console.log("stamps printed", stamps.size);
printer.close();
printer.closeAllConnections();
