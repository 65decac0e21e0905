import { createServer } from "node:http";

const error = new Error("the shelf is empty");
error.stack += "\n    at otter (river.ts:1:1)".repeat(1_000);
console.error(error.stack);

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
