import { createServer } from "node:http";
import { Worker } from "node:worker_threads";

new Worker("setInterval(() => {}, 1_000);", { eval: true });

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
