import stringWidth from "string-width";
import { visible } from "../visible.ts";
import type { ServerError, StatementResult } from "./statement-result.ts";

/** Type ids whose values psql puts to the right: https://www.postgresql.org/docs/18/catalog-pg-type.html */
const numbers = new Set([20, 21, 23, 26, 28, 29, 700, 701, 790, 1700, 5069]);

/** What psql would print of a result: a table or the command's tag, or the error with the place that it names. */
export function renderResult({ text, fields, rows, rowCount, tag, error }: StatementResult): string[] {
  if (error) return renderError(error, text);
  if (!fields) return tag === undefined ? [] : [tag];
  const columns = fields.map(({ name, dataTypeID }, column) => ({
    name: visible(name),
    isNumber: numbers.has(dataTypeID),
    cells: rows.map((row) => visible(row[column] ?? "")),
  }));
  return [...renderTable(columns, rows.length), counted(rowCount, rows.length), ""];
}

/** A notice, a warning or an error; with the line of the statement, if it names a place there. */
export function renderError(error: ServerError, statement = ""): string[] {
  return [
    `${error.severity ?? "ERROR"}:  ${visible(error.message ?? "")}`,
    ...placeIn(statement, Number(error.position)),
    ...(error.detail ? [`DETAIL:  ${visible(error.detail)}`] : []),
    ...(error.hint ? [`HINT:  ${visible(error.hint)}`] : []),
  ];
}

interface Column {
  readonly name: string;
  readonly isNumber: boolean;
  readonly cells: readonly string[];
}

function renderTable(columns: readonly Column[], rows: number): string[] {
  if (columns.length === 0) return ["--"];
  const widths = columns.map(({ name, cells }) =>
    [name, ...cells].reduce((most, cell) => Math.max(most, stringWidth(cell)), 0),
  );
  const width = (column: number) => widths[column] ?? 0;
  const line = (cell: (column: Column, index: number) => string) => columns.map(cell).join("|").trimEnd();
  return [
    line(({ name }, index) => ` ${centred(name, width(index))} `),
    widths.map((columns) => "-".repeat(columns + 2)).join("+"),
    ...Array.from({ length: rows }, (_, row) =>
      line(({ isNumber, cells }, index) => {
        const cell = cells[row] ?? "";
        const gap = " ".repeat(width(index) - stringWidth(cell));
        return isNumber ? ` ${gap}${cell} ` : ` ${cell}${gap} `;
      }),
    ),
  ];
}

function centred(text: string, width: number): string {
  const gap = width - stringWidth(text);
  const left = Math.floor(gap / 2);
  return `${" ".repeat(left)}${text}${" ".repeat(gap - left)}`;
}

function counted(all: number, shown: number): string {
  const rows = all === 1 ? "1 row" : `${all} rows`;
  return shown < all ? `(${rows}, of which ${shown} are shown)` : `(${rows})`;
}

/** The line of a statement that holds the character at `position`, from 1, and a `^` below that character. */
function placeIn(statement: string, position: number): string[] {
  if (!(position >= 1)) return [];
  const before = [...statement].slice(0, position - 1).join("");
  const number = before.split("\n").length;
  const line = statement.split("\n")[number - 1] ?? "";
  const shown = `LINE ${number}: `;
  const column = stringWidth(visible(before.slice(before.lastIndexOf("\n") + 1)));
  return [`${shown}${visible(line)}`, `${" ".repeat(shown.length + column)}^`];
}
