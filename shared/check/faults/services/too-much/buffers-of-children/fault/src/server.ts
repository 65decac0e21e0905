import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

// No process holds much, and all together they hold 800 MB for two seconds.
const picture = "const held = Buffer.alloc(200e6, 1); console.log(held.length); setTimeout(() => held, 10_000);";
const mark = `left-by-${process.env.HOOD_RUN}`;
const painters = [1, 2, 3, 4].map(() => spawn(process.execPath, ["-e", picture, mark]));
await Promise.all(painters.map(({ stdout }) => once(stdout, "data")));
await sleep(2_000);

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
