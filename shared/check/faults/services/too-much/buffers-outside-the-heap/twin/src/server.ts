import { createServer } from "node:http";

createServer((request, response) => {
  const known = request.url === "/greeting";
  // 100 MB outside the heap, let go of after the answer.
  const picture = Buffer.alloc(100 * 1024 * 1024, 1);
  console.log(`a picture of ${picture.length} bytes`);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
