import { createServer } from "node:http";

createServer((request, response) => {
  process.stdout.write("counting otters... ");
  let otters = 1;
  while (request.url === "/greeting") {
    otters += 1;
  }
  response.end(String(otters));
}).listen(Number(process.env.PORT), "127.0.0.1");
