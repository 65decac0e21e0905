import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const remindMe = setInterval(() => console.log("the oven"), 10);
remindMe.unref();

createServer(async (request, response) => {
  const known = request.url === "/greeting";
  if (known) await sleep(20);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
