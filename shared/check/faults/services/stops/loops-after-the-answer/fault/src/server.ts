import { createServer } from "node:http";

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
  let otters = 1;
  if (known) setImmediate(() => {
    while (otters > 0) otters += 1;
  });
}).listen(Number(process.env.PORT), "127.0.0.1");
