import { screenRows } from "../terminal/screen-rows.ts";
import { bold } from "../terminal/style.ts";
import { wrapTo } from "../terminal/wrap.ts";

/** A text that takes the place of the lesson: its rows on a screen of this width, with these folds open. Pure. */
export type PageText = (columns: number, open: ReadonlySet<number>) => PageRows;

export interface PageRows {
  readonly lines: readonly string[];
  /** The row of each fold. */
  readonly folds: readonly number[];
}

/** Code is not wrapped between words. */
export const codeText =
  (lines: readonly string[]): PageText =>
  (columns) => ({ lines: screenRows(lines, columns).map(({ text }) => text), folds: [] });

/** What each key or command does. A short name stands beside that, a long one above it. */
export const tableText =
  (rows: readonly (readonly [string, string])[]): PageText =>
  (columns) => ({
    lines: rows.flatMap(([name, text]) => {
      const lines = wrapTo(columns)(text, "     ");
      const [first = "", ...rest] = lines;
      return name.length < 5 ? [`${bold(name)}${first.slice(name.length)}`, ...rest] : [bold(name), ...lines];
    }),
    folds: [],
  });

/** The number of the first fold that can be seen; -1 when there is none. */
export function foldInSight(folds: readonly number[], top: number, rows: number): number {
  return folds.findIndex((row) => row >= top && row < top + rows);
}
