import { createServer } from "node:http";

createServer((request, response) => {
  const known = request.url === "/greeting";
  // 80 MB of numbers for a moment, with every request.
  const prices = [5_000_000, 5_000_000].map((length) => new Array<number>(length).fill(0.5));
  console.log(`${prices.length} lists of prices`);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
