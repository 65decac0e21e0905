import { createServer } from "node:http";

function countAgain(otters: number): void {
  process.nextTick(countAgain, otters + 1);
}

createServer((request, response) => {
  const known = request.url === "/greeting";
  if (known) return countAgain(1);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
