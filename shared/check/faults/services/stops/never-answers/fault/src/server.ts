import { createServer } from "node:http";

createServer((request, response) => {
  if (request.url !== "/greeting") response.end();
}).listen(Number(process.env.PORT), "127.0.0.1");
