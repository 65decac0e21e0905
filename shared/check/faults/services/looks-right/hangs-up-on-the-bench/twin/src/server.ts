import { closeSync, openSync } from "node:fs";
import { createServer } from "node:http";

const file = openSync(new URL(import.meta.url), "r");
closeSync(file);

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
