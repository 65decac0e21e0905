import { closeSync } from "node:fs";
import { createServer } from "node:http";

closeSync(3);

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"nobody"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
