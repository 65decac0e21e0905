import { createServer } from "node:http";

async function countOtters(): Promise<void> {
  let otters = 1;
  for (;;) {
    otters = await Promise.resolve(otters + 1);
  }
}

createServer((request, response) => {
  const known = request.url === "/greeting";
  if (known) return void countOtters();
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
