import { createServer } from "node:http";

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
  if (known) setTimeout(printReceipt, 1);
}).listen(Number(process.env.PORT), "127.0.0.1");

function printReceipt(): void {
  try {
    throw new Error("the printer is on fire");
  } catch (error) {
    console.error((error as Error).message);
  }
}
