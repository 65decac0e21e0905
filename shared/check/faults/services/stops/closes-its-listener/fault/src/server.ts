import { createServer } from "node:http";

const server = createServer((_request, response) => void response.end());
server.listen(Number(process.env.PORT), "127.0.0.1", () => server.close());
setInterval(() => undefined, 1_000);
