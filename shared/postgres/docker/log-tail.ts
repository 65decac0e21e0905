import { once } from "node:events";
import type { Readable } from "node:stream";
import { stripVTControlCharacters } from "node:util";

/** Enough for the last words of a server; the rest is forgotten. */
const keptCharacters = 4000;
const keptLines = 3;
/** What a container wrote just before its end may arrive a moment after the news of the end. */
const lastWordsMs = 500;

/** Remembers the end of a container's log, for the day when it does not start. */
export interface LogTail {
  /** Takes a log to listen to; calls `ended` when it is over, which means that its container is. */
  follow(log: Readable, ended?: () => void): void;
  /** The last lines as one clause, empty when there were none. */
  lastWords(): Promise<string>;
  /** Stops listening. */
  close(): void;
}

export function createLogTail(): LogTail {
  let text = "";
  let log: Readable | undefined;
  return {
    follow(stream, ended = () => undefined) {
      log = stream;
      stream.on("data", (chunk) => {
        text = (text + String(chunk)).slice(-keptCharacters);
      });
      stream.on("error", () => undefined);
      stream.once("end", ended);
    },
    async lastWords() {
      if (log && !log.closed) {
        await once(log, "close", { signal: AbortSignal.timeout(lastWordsMs) }).catch(() => undefined);
      }
      const lines = stripVTControlCharacters(text)
        .split(/\r?\n/)
        .map((line) => line.trim());
      return lines
        .filter((line) => line !== "")
        .slice(-keptLines)
        .join(" / ");
    },
    close: () => log?.destroy(),
  };
}
