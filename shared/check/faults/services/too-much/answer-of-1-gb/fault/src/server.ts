import { once } from "node:events";
import { createServer } from "node:http";

const page = Buffer.alloc(1024 * 1024, " ");

createServer(async (request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  for (let i = 0; known && i < 1_000 && !response.destroyed; i += 1) {
    // The bench hangs up, and then nothing drains any more.
    if (!response.write(page)) await Promise.race([once(response, "drain"), once(response, "close")]);
  }
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
