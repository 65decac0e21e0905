import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const helper = createServer((_request, response) => void response.end("world")).listen(0, "127.0.0.1");
await once(helper, "listening");
const { port } = helper.address() as AddressInfo;
const remembered = await fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.text());
helper.close();

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? `{"hello":"${remembered}"}` : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
