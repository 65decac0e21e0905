import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";

const picture = "const held = Buffer.alloc(50e6, 1); process.exitCode = held.length > 0 ? 0 : 1;";
const painters = [1, 2].map(() => spawn(process.execPath, ["-e", picture], { stdio: "ignore" }));
await Promise.all(painters.map((painter) => once(painter, "exit")));

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
