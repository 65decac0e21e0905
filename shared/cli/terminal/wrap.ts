import sliceAnsi from "slice-ansi";
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Columns to fill: the terminal's, but no line longer than is good to read. */
export const columns = (): number => Math.max(40, Math.min(process.stdout.columns ?? 80, 100));

/** Breaks a text into lines that carry the indent. */
export type Fold = (text: string, indent?: string) => string[];

/** Breaks a line between words, by how wide it looks. A word that is too long stays whole, so that it can be copied. */
export function wrap(text: string, indent = "", width = columns()): string[] {
  return fold(text, indent, width, false);
}

/** The same for a screen of so many columns, where nothing may be wider: a word that is too long is broken. */
export function wrapTo(width: number): Fold {
  return (text, indent = "") => fold(text, indent, width, true);
}

function fold(text: string, indent: string, width: number, hard: boolean): string[] {
  const room = Math.max(1, width - indent.length);
  return wrapAnsi(text, room, { hard })
    .split("\n")
    .map((line) => indent + line);
}

/** The beginning of a line that is too wide, and three dots. */
export function cut(line: string, width: number): string {
  if (stringWidth(line) <= width) return line;
  return `${sliceAnsi(line, 0, Math.max(0, width - 3))}${"...".slice(0, width)}`;
}
