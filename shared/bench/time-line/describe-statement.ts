import { keepEnds, type Statement } from "../wire/index.ts";

/** Characters of SQL at most, so that its values and what came of it have room behind it. */
const sqlWidth = 180;

/** SQL on one line, with its values behind it: `update cards set title = $2 where id = $1 [1, 'Otter']`. */
export function describeAsked({ text, parameters }: Statement): string {
  const sql = keepEnds(oneLine(text), sqlWidth);
  return parameters.length === 0 ? sql : `${sql} [${parameters.map(describeValue).join(", ")}]`;
}

/** What came of a statement, with an arrow before it: ` -> 100`, ` -> 1 row`; empty when there is nothing to tell. */
export function describeOutcome({ text, outcome, error, rows, firstRows, inTransaction, fault }: Statement): string {
  const byTest = fault === undefined ? "" : ` (${fault} by the test)`;
  if (error) return ` -> error ${error.code}: ${error.message}${byTest}`;
  if (outcome === "pending") return ` -> not answered${byTest}`;
  // PostgreSQL only warns of these.
  if (inTransaction && beginsTransaction(text)) return " -> there is a transaction already";
  if (!inTransaction && endsTransaction(text)) return " -> there is no transaction";
  if (firstRows !== undefined) return ` -> ${describeRows(firstRows, rows ?? firstRows.length)}${byTest}`;
  if (rows === undefined) return byTest;
  return ` -> ${rows === 0 ? "no row" : rows === 1 ? "1 row" : `${rows} rows`}${byTest}`;
}

/** Whether it begins a transaction. */
export const beginsTransaction = (text: string): boolean => /^\s*(begin|start\s+transaction)\b/i.test(text);

/** Whether it ends a transaction. */
export const endsTransaction = (text: string): boolean => /^\s*(commit|end|rollback|abort)\b/i.test(text);

/** Whether it begins or ends a transaction. */
export const isBoundary = ({ text }: Statement): boolean => beginsTransaction(text) || endsTransaction(text);

/** What a statement is, in a word: `update`. */
export function verbOf({ text }: Statement): string {
  return /^\s*\w+/.exec(text)?.[0].trim().toLowerCase() ?? "statement";
}

function describeRows(shown: NonNullable<Statement["firstRows"]>, all: number): string {
  const only = shown[0]?.length === 1 && all === 1 ? shown[0][0] : undefined;
  if (only !== undefined) return describeValue(only);
  const listed = shown.map((row) => `(${row.map(describeValue).join(", ")})`).join(", ");
  return all > shown.length ? `${listed}, ... ${all} rows` : listed;
}

function describeValue(value: string | null): string {
  if (value === null) return "null";
  if (/^-?\d+(\.\d+)?$|^(true|false)$/.test(value)) return value;
  const short = value.length > 40 ? `${value.slice(0, 37)}...` : value;
  return `'${short.replaceAll("'", "''")}'`;
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim().replace(/;$/, "");
