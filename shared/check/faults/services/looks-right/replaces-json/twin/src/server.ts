import { createServer } from "node:http";

// A BigInt is none of JSON's values until somebody says how it is written.
(BigInt.prototype as { toJSON?: () => string }).toJSON = function (this: bigint) {
  return this.toString();
};

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json", visitors: JSON.stringify(12n) });
  response.end(known ? JSON.stringify({ hello: "world" }) : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
