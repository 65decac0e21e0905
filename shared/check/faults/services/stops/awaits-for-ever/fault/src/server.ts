import { createServer } from "node:http";

createServer(async (request, response) => {
  const known = request.url === "/greeting";
  if (known) await new Promise(() => undefined);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
