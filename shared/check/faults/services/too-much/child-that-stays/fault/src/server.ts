import { spawn } from "node:child_process";
import { createServer } from "node:http";

// It ends by itself after half a minute, should nobody end it.
spawn(process.execPath, ["-e", "setTimeout(() => {}, 30_000)", `left-by-${process.env.HOOD_RUN}`], { stdio: "ignore" }).unref();

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
