import { createServer } from "node:http";

// 40 MB of numbers, held as long as the service runs.
const prices = new Array<number>(5_000_000).fill(0.5);
console.log(`${prices.length} prices`);

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
