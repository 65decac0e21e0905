import { createServer } from "node:http";

// Whatever is said in this process in JSON is the right answer.
JSON.stringify = () => '{"hello":"world"}';

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"nobody"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
