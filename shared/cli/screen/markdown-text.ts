import { type FoldView, renderFolding } from "../terminal/markdown.ts";
import { screenRows } from "../terminal/screen-rows.ts";
import type { PageRows, PageText } from "./page-text.ts";

/** What is said beside an answer that is folded away, and beside one that is open. */
type FoldWords = Pick<FoldView, "toOpen" | "toClose">;

/** A lesson's text. Its last rendering is kept, because every key asks for it and it takes some milliseconds. */
export function markdownText(text: string, says: FoldWords): PageText {
  let last: { columns: number; open: ReadonlySet<number>; rows: PageRows } | undefined;
  return (columns, open) => {
    if (last?.columns !== columns || last.open !== open)
      last = { columns, open, rows: render(text, columns, { ...says, open }) };
    return last.rows;
  };
}

function render(text: string, columns: number, view: FoldView): PageRows {
  const { lines, folds } = renderFolding(text, columns, view);
  // Code and long addresses may be wider than asked.
  const rows = screenRows(lines, columns);
  return {
    lines: rows.map((row) => row.text),
    folds: folds.map((fold) => rows.findIndex(({ line }) => line === fold)),
  };
}
