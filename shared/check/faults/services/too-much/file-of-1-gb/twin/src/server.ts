import { appendFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const page = Buffer.alloc(1024 * 1024, "x");

createServer((request, response) => {
  const known = request.url === "/greeting";
  const ledger = join(tmpdir(), "ledger");
  for (let i = 0; i < 5; i += 1) appendFileSync(ledger, page);
  rmSync(ledger);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
