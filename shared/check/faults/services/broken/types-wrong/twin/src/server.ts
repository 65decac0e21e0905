import { createServer } from "node:http";

const greeting: string = '{"hello":"world"}';

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? greeting : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
