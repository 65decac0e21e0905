import { fullScreen } from "../terminal/full-screen.ts";
import { StrayOutput } from "./stray-output.ts";

const control = (codes: string) =>
  codes
    .split(" ")
    .map((code) => `\u001b[${code}`)
    .join("");

/*
 * No wrapping at the right edge (?7): a character that is wider than we believe must not push the next row down. Pasted
 * text comes marked as such (?2004).
 */
const settings = { on: control("?7l ?2004h"), off: control("?2004l ?7h") };
/** A terminal that knows it shows everything in between at once (?2026). */
const together = { begin: control("?2026h"), end: control("?2026l") };

/**
 * The only one that writes while the screen is up. It gives the terminal back as it was when it is left, also when the
 * process ends by a crash.
 */
export class Painter implements Disposable {
  readonly stray = new StrayOutput();
  readonly #leave = () => this.leave();
  #screen: Disposable | undefined;
  #write: (text: string) => void = () => undefined;
  /** What the terminal shows; empty when nobody knows. */
  #shown: readonly string[] = [];

  constructor() {
    process.on("exit", this.#leave);
    process.on("uncaughtExceptionMonitor", this.#leave);
  }

  get isUp(): boolean {
    return this.#screen !== undefined;
  }

  /** Takes the terminal. */
  enter(): void {
    this.forget();
    if (this.#screen) return;
    this.#screen = fullScreen();
    this.#write = process.stdout.write.bind(process.stdout);
    this.stray.hold();
    this.#write(settings.on);
  }

  /** Gives the terminal back; does nothing when it was given back before. */
  leave(): void {
    if (!this.#screen) return;
    this.#write(settings.off);
    this.stray.release();
    this.#screen[Symbol.dispose]();
    this.#screen = undefined;
  }

  /** The next frame is drawn whole: another program, or a resize, has changed what the terminal shows. */
  forget(): void {
    this.#shown = [];
  }

  /** Draws the rows that are not on the screen yet, in one write. */
  paint(rows: readonly string[]): void {
    if (!this.#screen) return;
    const isFresh = this.#shown.length === 0;
    const changed = rows.flatMap((row, index) =>
      // Erased first: at the right edge a terminal would erase the last character.
      row === this.#shown[index] ? [] : [`${control(`${index + 1};1H 2K`)}${row}${control("0m")}`],
    );
    const below = rows.length < this.#shown.length ? control(`${rows.length + 1};1H J`) : "";
    this.#shown = rows;
    if (changed.length === 0 && below === "") return;
    this.#write(together.begin + (isFresh ? control("2J") : "") + changed.join("") + below + together.end);
  }

  [Symbol.dispose](): void {
    this.leave();
    process.off("exit", this.#leave);
    process.off("uncaughtExceptionMonitor", this.#leave);
  }
}
