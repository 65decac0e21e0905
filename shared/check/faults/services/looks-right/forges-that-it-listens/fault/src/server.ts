import { writeSync } from "node:fs";

writeSync(3, `${JSON.stringify({ kind: "listening", port: Number(process.env.PORT) })}\n`);
writeSync(3, `${JSON.stringify({ kind: "loaded" })}\n`);
setInterval(() => undefined, 1_000);
