import { createServer } from "node:http";

async function askOtter(): Promise<never> {
  throw new Error("the otter is asleep");
}

createServer((request, response) => {
  const known = request.url === "/greeting";
  if (known) askOtter().catch(({ message }: Error) => console.error(message));
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
