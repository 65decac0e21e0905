import { createServer } from "node:http";

createServer((request, response) => {
  const known = request.url === "/greeting";
  for (let i = 0; i < 100; i += 1) console.log("a customer is at the door, ".repeat(10));
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
