import { createServer } from "node:http";

// Large and without pointers, so that collecting garbage near the limit takes no time.
const prices: number[][] = [];
for (;;) prices.push(new Array<number>(5_000_000).fill(0.5));

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
