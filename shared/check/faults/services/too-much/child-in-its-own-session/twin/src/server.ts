import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";

createServer(async (request, response) => {
  const known = request.url === "/greeting";
  if (known) await once(spawn(process.execPath, ["-e", "0"], { detached: true, env: {}, stdio: "ignore" }), "exit");
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
