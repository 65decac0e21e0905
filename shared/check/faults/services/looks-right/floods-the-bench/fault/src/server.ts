import { writeSync } from "node:fs";
import { createServer } from "node:http";

createServer((request, response) => {
  const known = request.url === "/greeting";
  // 50 MB in one line, as fast as the bench reads.
  if (known) for (let i = 0; i < 800; i += 1) write("x".repeat(65_535));
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"nobody"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");

/* Waits while the pipe is full. */
function write(text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(3, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
  }
}
