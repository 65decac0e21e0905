import { createServer } from "node:http";

globalThis.setTimeout = ((callback: () => void) => {
  callback();
  return 0;
}) as unknown as typeof setTimeout;
globalThis.setInterval = globalThis.setTimeout as unknown as typeof setInterval;
globalThis.setImmediate = globalThis.setTimeout as unknown as typeof setImmediate;

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"nobody"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
