import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

createServer((request, response) => {
  const known = request.url === "/greeting";
  const receipt = join(tmpdir(), "receipt");
  writeFileSync(receipt, "paid");
  rmSync(receipt);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
