import { createServer } from "node:http";

function countTo(last: number, otters = 1): void {
  if (otters < last) process.nextTick(countTo, last, otters + 1);
}

createServer((request, response) => {
  const known = request.url === "/greeting";
  if (known) countTo(10_000);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
