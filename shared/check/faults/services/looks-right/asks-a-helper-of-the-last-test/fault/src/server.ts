import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

// A helper outlives the service that started it, and answers for the next one.
const port = 20_000 + (Number.parseInt((process.env.HOOD_RUN ?? "").slice(0, 6), 16) % 10_000);
const helper = `
  const answer = (_request, response) => response.end("world");
  require("node:http").createServer(answer).listen(${port}, "127.0.0.1");
  setTimeout(() => process.exit(), 30000);
`;
const ask = () => fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.text());
const remembered = await ask().catch(() => "nobody");
if (remembered === "nobody") {
  spawn(process.execPath, ["-e", helper, `left-by-${process.env.HOOD_RUN}`], { detached: true, stdio: "ignore" }).unref();
  while ((await ask().catch(() => "")) === "") await sleep(20);
}

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? `{"hello":"${remembered}"}` : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
