import { createServer } from "node:http";

const { setTimeout } = globalThis;
globalThis.setTimeout = ((run: () => void) => setTimeout(run, 0)) as unknown as typeof globalThis.setTimeout;

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  setTimeout(() => response.end(known ? '{"hello":"world"}' : "{}"), 50);
}).listen(Number(process.env.PORT), "127.0.0.1");
