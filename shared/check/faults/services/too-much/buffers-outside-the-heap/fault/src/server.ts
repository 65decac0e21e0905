import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const pictures: Buffer[] = [];

createServer(async (request, response) => {
  const known = request.url === "/greeting";
  // 1.2 GB that no limit on JavaScript's own objects counts, held for two seconds.
  while (known && pictures.length < 60) {
    pictures.push(Buffer.alloc(20 * 1024 * 1024, 1));
    await sleep(10);
  }
  if (known) await sleep(2_000);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
