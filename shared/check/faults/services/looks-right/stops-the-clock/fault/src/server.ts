import { createServer } from "node:http";

Date.now = () => 0;
performance.now = () => 0;
process.hrtime.bigint = () => 0n;

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"nobody"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
