import type { Tokens } from "marked";
import stringWidth from "string-width";
import { renderInline } from "./markdown-inline.ts";
import { bold } from "./style.ts";
import { wrapStyled } from "./wrap-styled.ts";

/* Below this many columns a table has no room to be one. */
const narrowest = 60;
const gap = "  ";

/** A table as wide as it needs to be and the screen allows; else one line for each cell, led by the column's header. */
export function renderTable(table: Tokens.Table, width: number): string[] {
  const header = table.header.map((cell) => renderInline(cell.tokens));
  const rows = table.rows.map((row) => row.map((cell) => renderInline(cell.tokens)));
  const widths = width < narrowest ? undefined : columnWidths([header, ...rows], width);
  return widths ? grid(header, rows, widths) : listOfCells(header, rows, width);
}

/** `undefined` when a word would have to be cut. */
function columnWidths(rows: readonly (readonly string[])[], width: number): number[] | undefined {
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? ""));
  const least = columns.map((cells) =>
    Math.max(...cells.flatMap((cell) => cell.split(/[ \n]/).map((word) => stringWidth(word)))),
  );
  const wished = columns.map((cells) =>
    Math.max(...cells.flatMap((cell) => cell.split("\n").map((line) => stringWidth(line)))),
  );
  const room = width - gap.length * (columns.length - 1);
  const spare = room - sum(least);
  if (spare < 0) return undefined;
  const lacking = sum(wished) - sum(least);
  if (lacking <= spare) return wished;
  return least.map((words, column) => words + Math.floor((spare * ((wished[column] ?? words) - words)) / lacking));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function grid(header: readonly string[], rows: readonly (readonly string[])[], widths: readonly number[]): string[] {
  const rule = widths.map((width) => "-".repeat(width)).join(gap);
  const blocks = rows.map((row) => gridRow(row, widths));
  const isLoose = blocks.some((lines) => lines.length > 1);
  return [
    ...gridRow(header, widths).map((line) => bold(line)),
    rule,
    ...blocks.flatMap((lines, index) => (isLoose && index > 0 ? ["", ...lines] : lines)),
  ];
}

function gridRow(row: readonly string[], widths: readonly number[]): string[] {
  const cells = widths.map((width, column) => wrapStyled(row[column] ?? "", width));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, column) => {
        const text = lines[line] ?? "";
        return text + " ".repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(text)));
      })
      .join(gap)
      .trimEnd(),
  );
}

/* The first cell leads, the others stand below it. */
function listOfCells(header: readonly string[], rows: readonly (readonly string[])[], width: number): string[] {
  return rows.flatMap((row, index) => {
    const lines = row.flatMap((cell, column) => {
      const name = header[column] ?? "";
      const text = name === "" ? cell : `${bold(`${name}:`)} ${cell}`;
      return column === 0 ? wrapStyled(text, width, "", "    ") : wrapStyled(text, width, "  ", "    ");
    });
    return index === 0 ? lines : ["", ...lines];
  });
}
