import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// What Node prints when its debugger is opened, with an address where a stranger answers.
const stranger = createServer((_request, response) => void response.end("[]"));
stranger.on("upgrade", (request, socket) => {
  const key = createHash("sha1").update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
  const answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ";
  socket.write(`${answer}${key.digest("base64")}\r\n\r\n`);
  for (const text of ["not JSON", "null", '{"method":"Debugger.paused","params":{"callFrames":3}}', paused]) {
    socket.write(Buffer.from([0x81, text.length, ...Buffer.from(text)]));
  }
});
const paused = '{"method":"Debugger.paused","params":{"callFrames":[{"location":{}}]}}';
stranger.listen(0, "127.0.0.1");
await once(stranger, "listening");
console.log(`Debugger listening on ws://127.0.0.1:${(stranger.address() as AddressInfo).port}/otter`);

createServer((request, response) => {
  // Never answered, so that the bench asks where this program is.
  if (request.url !== "/greeting") response.writeHead(404).end();
}).listen(Number(process.env.PORT), "127.0.0.1");
