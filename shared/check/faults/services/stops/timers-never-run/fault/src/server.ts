import { createServer } from "node:http";

globalThis.setTimeout = (() => 0) as unknown as typeof setTimeout;
globalThis.setInterval = (() => 0) as unknown as typeof setInterval;
globalThis.Date.now = () => 0;

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  if (!known) return void response.end("{}");
  setTimeout(() => response.end('{"hello":"world"}'), 50);
}).listen(Number(process.env.PORT), "127.0.0.1");
