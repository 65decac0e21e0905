import { createServer } from "node:http";
import { spawnSync } from "node:child_process";

createServer((request, response) => {
  const known = request.url === "/greeting";
  if (known) spawnSync(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
