import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";

createServer(async (request, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  if (request.url !== "/greeting") return void response.end("{}");
  for (const byte of '{"hello":"world"}') {
    response.write(byte);
    await setTimeout(10);
  }
  response.end();
}).listen(Number(process.env.PORT), "127.0.0.1");
