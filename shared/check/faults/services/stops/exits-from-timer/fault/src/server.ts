import { createServer } from "node:http";

createServer((request, response) => {
  // The answer would come later than the end.
  if (request.url === "/greeting") setTimeout(() => process.exit(1), 20);
  else response.end();
}).listen(Number(process.env.PORT), "127.0.0.1");
