import { createServer } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";

createServer(async (request, response) => {
  const known = request.url === "/greeting";
  for (let i = 0; i < 100; i += 1) {
    console.log("still waiting for the oven");
    await nextTurn();
  }
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
