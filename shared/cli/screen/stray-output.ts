import { stripVTControlCharacters } from "node:util";

/** Lines that are kept; who prints more than this while a screen is up has said it before. */
const limit = 40;

type Write = typeof process.stdout.write;
type WarningListener = (warning: Error) => void;

/**
 * Keeps what anybody but the painter prints (a library, a warning of Node's), because it would destroy the screen. It can
 * be printed when the screen is gone.
 */
export class StrayOutput {
  #lines: string[] = [];
  #giveBack: (() => void) | undefined;

  hold(): void {
    const { stdout, stderr } = process;
    const streams = [stdout, stderr].map((stream) => ({ stream, write: stream.write }));
    // Node prints warnings past the streams, in a listener of its own.
    const listeners = process.listeners("warning") as WarningListener[];
    process.removeAllListeners("warning");
    const keepWarning: WarningListener = ({ name, message }) => this.#keep(`${name}: ${message}`);
    process.on("warning", keepWarning);
    for (const { stream } of streams) stream.write = this.#write;
    this.#giveBack = () => {
      for (const { stream, write } of streams) stream.write = write;
      process.off("warning", keepWarning);
      for (const listener of listeners) process.on("warning", listener);
    };
  }

  /** From here on everybody prints for himself again. */
  release(): void {
    this.#giveBack?.();
    this.#giveBack = undefined;
  }

  /** What was kept, once. */
  take(): string[] {
    return this.#lines.splice(0);
  }

  readonly #write: Write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
    this.#keep(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
    const told = typeof encoding === "function" ? encoding : done;
    if (typeof told === "function") process.nextTick(told);
    return true;
  };

  #keep(text: string): void {
    const lines = stripVTControlCharacters(text).split(/\r?\n/);
    this.#lines = [...this.#lines, ...lines.filter((line) => line.trim() !== "")].slice(-limit);
  }
}
