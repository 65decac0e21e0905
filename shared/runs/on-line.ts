import type { Readable } from "node:stream";

/** Characters of a line that are kept; a stream without line ends must not fill memory. */
const lineLimit = 1024 * 1024;

/** Calls back with every line of a stream. Unlike node:readline it passes no stream error on as its own. */
export function onLine(stream: Readable, listener: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = (lines.pop() ?? "").slice(-lineLimit);
    for (const line of lines) listener(line.replace(/\r$/, ""));
  });
}
