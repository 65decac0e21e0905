import { createServer } from "node:http";

enum Status {
  Found = 200,
  Lost = 404,
}

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? Status.Found : Status.Lost, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
