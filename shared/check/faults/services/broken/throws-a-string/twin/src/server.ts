import { createServer } from "node:http";

try {
  throw "the shelf is empty";
} catch (thrown) {
  console.log("no shelf, no matter", thrown);
}

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"world"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
