import { createServer } from "node:http";

globalThis.setInterval = (() => 0) as unknown as typeof setInterval;
globalThis.Date.now = () => 0;

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  setTimeout(() => response.end(known ? '{"hello":"world"}' : "{}"), 50);
}).listen(Number(process.env.PORT), "127.0.0.1");
