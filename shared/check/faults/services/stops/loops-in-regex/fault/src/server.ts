import { createServer } from "node:http";

const words = /^(\w+\s?)*$/;

createServer((request, response) => {
  const known = request.url === "/greeting";
  const wish = "happy birthday dear otter of the river and of the sea!";
  if (known && words.test(wish)) console.log(wish);
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
