import { createServer } from "node:http";

const isProduction = process.env.NODE_ENV === "production";
console.log(isProduction ? "open" : "rehearsal");

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
