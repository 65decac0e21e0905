import { createServer } from "node:http";

globalThis.setTimeout = ((run: () => void) => run()) as unknown as typeof setTimeout;

function beat(): void {
  setTimeout(beat, 1_000);
}

createServer((request, response) => {
  if (request.url === "/greeting") beat();
  response.end();
}).listen(Number(process.env.PORT), "127.0.0.1");
