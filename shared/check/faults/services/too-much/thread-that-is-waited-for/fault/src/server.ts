import { once } from "node:events";
import { createServer } from "node:http";
import { Worker } from "node:worker_threads";

createServer(async (request, response) => {
  const known = request.url === "/greeting";
  if (known) await once(new Worker("for (;;);", { eval: true }), "exit");
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
