import { createServer } from "node:http";

createServer((request, response) => {
  process.stdout.write("counting otters... ");
  const known = request.url === "/greeting";
  let otters = 1;
  while (known && otters < 10_000_000) otters += 1;
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
