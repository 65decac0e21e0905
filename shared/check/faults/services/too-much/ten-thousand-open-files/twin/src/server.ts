import { closeSync, openSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

createServer((request, response) => {
  const known = request.url === "/greeting";
  const receipts = Array.from({ length: 20 }, (_, i) => join(tmpdir(), `receipt-${i}`));
  const open = receipts.map((receipt) => openSync(receipt, "w"));
  for (const file of open) closeSync(file);
  for (const receipt of receipts) rmSync(receipt);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
