import { createServer } from "node:http";

const { greeting } = (await import("./greeting.ts")) as { greeting: string };

createServer((request, response) => {
  const known = request.url === "/greeting";
  console.log(greeting);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
