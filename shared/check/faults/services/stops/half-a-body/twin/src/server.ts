import { createServer } from "node:http";

createServer((request, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  if (request.url !== "/greeting") return void response.end("{}");
  response.write('{"hello":');
  setTimeout(() => response.end('"world"}'), 100);
}).listen(Number(process.env.PORT), "127.0.0.1");
