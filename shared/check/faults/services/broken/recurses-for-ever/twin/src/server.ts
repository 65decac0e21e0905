import { createServer } from "node:http";

function depth(otters: number): number {
  return otters === 1_000 ? 1 : 1 + depth(otters + 1);
}

createServer((request, response) => {
  const known = request.url === "/greeting";
  if (known) console.log(depth(0));
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
