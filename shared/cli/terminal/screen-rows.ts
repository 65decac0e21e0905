import wrapAnsi from "wrap-ansi";

/** A row of the screen, which holds a line of a text or a part of one. */
export interface ScreenRow {
  readonly text: string;
  /** The number of the line it belongs to, from 0. */
  readonly line: number;
  /** Not the first row of its line. */
  readonly continued: boolean;
}

/** Lines as a terminal of so many columns shows them. */
export function screenRows(lines: readonly string[], columns: number): ScreenRow[] {
  return lines.flatMap((whole, line) =>
    wrapAnsi(whole, columns, { hard: true, wordWrap: false, trim: false })
      .split("\n")
      .map((text, index) => ({ text, line, continued: index > 0 })),
  );
}

/** What to write for them: a line that takes several rows is written as one, so that it is copied as one. */
export function joinRows(rows: readonly ScreenRow[]): string {
  return rows.map(({ text, continued }, index) => (index === 0 || continued ? text : `\r\n${text}`)).join("");
}
