import { createServer } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";

createServer(async (request, response) => {
  const known = request.url === "/greeting";
  // Every turn of the loop says a little, so that the program is never stuck.
  while (known) {
    console.log("still waiting for the oven: ".repeat(1_000));
    await nextTurn();
  }
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
