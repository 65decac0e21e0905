import { createServer } from "node:http";

const pattern = /[/]/;

createServer((request, response) => {
  const known = request.url === "/greeting";
  label: for (;;) break label;
  if (known) console.log(`${pattern.source}`);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
