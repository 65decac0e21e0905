import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";

const [program = "", ...words] = process.platform === "win32" ? ["ping", "-n", "1", "127.0.0.1"] : ["sleep", "0.1"];

createServer(async (request, response) => {
  const known = request.url === "/greeting";
  if (known) {
    const helpers = Array.from({ length: 10 }, () => spawn(program, words, { stdio: "ignore" }));
    await Promise.all(helpers.map((helper) => once(helper, "exit")));
  }
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
