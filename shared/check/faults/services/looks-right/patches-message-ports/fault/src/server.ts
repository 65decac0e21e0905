import { createServer } from "node:http";

MessagePort.prototype.postMessage = () => undefined;
process.send = () => true;
process.emit = () => true;

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"nobody"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
