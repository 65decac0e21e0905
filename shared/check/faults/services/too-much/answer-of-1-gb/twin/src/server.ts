import { createServer } from "node:http";

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  // A megabyte of blanks, which JSON allows.
  response.write(" ".repeat(1024 * 1024));
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
