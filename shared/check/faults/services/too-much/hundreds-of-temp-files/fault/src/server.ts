import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

createServer((request, response) => {
  const known = request.url === "/greeting";
  if (known) for (let i = 0; i < 500; i += 1) writeFileSync(join(tmpdir(), `receipt-${i}`), "paid");
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
