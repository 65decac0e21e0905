import { createServer } from "node:http";

createServer((request, response) => {
  if (request.url === "/greeting") console.error("Error: TODO 1: greet (src/server.ts)");
  response.writeHead(request.url === "/greeting" ? 500 : 404).end();
}).listen(Number(process.env.PORT), "127.0.0.1");
