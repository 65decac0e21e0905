import { createServer } from "node:http";

createServer((request, response) => {
  const known = request.url === "/greeting";
  if (known) response.setHeader("x-opening-hours", "o".repeat(8_000));
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
