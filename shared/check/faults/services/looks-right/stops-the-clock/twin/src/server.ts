import { createServer } from "node:http";

const openedAt = new Date("2026-05-04T08:00:00Z");

createServer((request, response) => {
  const known = request.url === "/greeting";
  console.log(`open for ${Date.now() - openedAt.getTime()} ms`);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
