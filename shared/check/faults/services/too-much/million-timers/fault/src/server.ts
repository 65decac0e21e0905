import { createServer } from "node:http";

for (let i = 0; i < 1_000_000; i += 1) setTimeout(() => undefined, 3_600_000);

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
