import { deepStrictEqual } from "node:assert";
import { createServer } from "node:http";

// A service may check itself with what it brings.
deepStrictEqual(JSON.parse('{"hello":"world"}'), { hello: "world" });

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
