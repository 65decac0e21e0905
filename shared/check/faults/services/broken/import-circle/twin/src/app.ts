import { greeting } from "./greeting.ts";

export const name = "world";

import { createServer, type Server } from "node:http";

export function createApp(): Server {
  return createServer((request, response) => {
    const known = request.url === "/greeting";
    response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
    response.end(known ? greeting() : "{}");
  });
}
