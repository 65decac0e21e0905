import { writeSync } from "node:fs";
import { createServer } from "node:http";

for (const nonsense of ["not JSON", "null", "3", "[]", '{"kind":{}}', '{"kind":"listening","port":"every"}', '{"kind":"denied"}', "\u0000"]) {
  writeSync(3, `${nonsense}\n`);
}

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"nobody"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
