import { createServer, ServerResponse } from "node:http";

// A greeting of one's own for every answer, as a framework would add it.
class Page extends ServerResponse {
  greet(status: number, body: string): void {
    this.writeHead(status, { "content-type": "application/json" }).end(body);
  }
}

createServer({ ServerResponse: Page }, (request, response) => {
  const known = request.url === "/greeting";
  (response as Page).greet(known ? 200 : 404, known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
