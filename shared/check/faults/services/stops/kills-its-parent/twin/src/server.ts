import { createServer } from "node:http";

createServer((request, response) => {
  const known = request.url === "/greeting";
  if (known) process.kill(process.ppid, 0);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
