import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer } from "node:net";

const door = createTcpServer().listen(0, "127.0.0.1");
await once(door, "listening");
const { port } = door.address() as AddressInfo;

createServer(async (request, response) => {
  const known = request.url === "/greeting";
  if (known) {
    const visitors = Array.from({ length: 10_000 }, () => connect(port, "127.0.0.1"));
    await Promise.all(visitors.map((visitor) => once(visitor, "connect")));
  }
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
