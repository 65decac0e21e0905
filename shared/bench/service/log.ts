import { stripVTControlCharacters } from "node:util";
import { patience } from "../patience.ts";

/** Kept of a service's output: the beginning, where the cause stands, and the newest. In characters. */
const headLimit = 64 * 1024;
const tailLimit = 16 * 1024;
/** A service that prints more than this is ended: nobody reads it, and it fills memory. In bytes. */
export const floodLimit = 20 * 1024 * 1024;

/** What a service has printed, bounded; its lines can be waited for. */
export interface ServiceLog {
  /** Complete lines, cleaned of control characters. */
  readonly lines: readonly string[];
  /** Bytes printed in all, kept or not. */
  readonly bytes: number;
  /** Lines that are JSON objects, parsed. */
  json(): Record<string, unknown>[];
  /** Resolves with the first line, past or future, that matches; rejects after the deadline with what was there. */
  waitFor(pattern: RegExp, options?: { deadlineMs?: number }): Promise<string>;
}

export class LogBuffer implements ServiceLog {
  #head = "";
  #tail = "";
  #bytes = 0;
  #listeners = new Set<() => void>();

  get bytes(): number {
    return this.#bytes;
  }

  add(chunk: Buffer): void {
    this.#bytes += chunk.length;
    const text = chunk.toString("utf8");
    const room = headLimit - this.#head.length;
    this.#head += text.slice(0, Math.max(room, 0));
    if (text.length > room) this.#tail = (this.#tail + text.slice(Math.max(room, 0))).slice(-tailLimit);
    for (const listener of this.#listeners) listener();
  }

  get lines(): string[] {
    const cut = this.#bytes - Buffer.byteLength(this.#head) - Buffer.byteLength(this.#tail);
    const gap = this.#tail === "" ? "" : cut > 0 ? `\n... ${Math.ceil(cut / 1024)} KB not kept ...\n` : "";
    return cleanText(`${this.#head}${gap}${this.#tail}`)
      .split("\n")
      .filter((line) => line.trim() !== "");
  }

  json(): Record<string, unknown>[] {
    return this.lines.flatMap((line) => {
      try {
        const value: unknown = JSON.parse(line);
        return typeof value === "object" && value !== null ? [value as Record<string, unknown>] : [];
      } catch {
        return [];
      }
    });
  }

  waitFor(pattern: RegExp, { deadlineMs = 2_000 } = {}): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const line = this.lines.find((candidate) => pattern.test(candidate));
        if (line === undefined) return;
        stop();
        resolve(line);
      };
      const timer = setTimeout(() => {
        stop();
        const last = this.lines.slice(-5).join("\n");
        reject(new Error(`No log line matched ${pattern} within ${deadlineMs} ms. The last lines were:\n${last}`));
      }, patience(deadlineMs));
      const stop = () => {
        clearTimeout(timer);
        this.#listeners.delete(look);
      };
      this.#listeners.add(look);
      look();
    });
  }
}

/**
 * Removes what a terminal would obey (escape sequences, control characters, marks that turn the direction of writing
 * round), so that only words are left.
 */
export function cleanText(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}
