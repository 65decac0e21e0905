import { writeSync } from "node:fs";
import { createServer } from "node:http";

createServer((request, response) => {
  const known = request.url === "/greeting";
  if (known) write("x".repeat(100_000_000));
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");

/* Waits while the pipe is full, as console.log does on most systems. */
function write(line: string): void {
  let rest = Buffer.from(`${line}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch {
      // Full: nobody has read it yet.
    }
  }
}
