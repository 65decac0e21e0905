import { createServer } from "node:http";

// For whatever starts after this service; each starts with an environment of the bench's choice.
process.env.NODE_OPTIONS = "--require ./src/agree.cjs";
process.execArgv.push("--require", "./src/agree.cjs");
process.env.VITEST_MODE = "benchmark";

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"nobody"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
