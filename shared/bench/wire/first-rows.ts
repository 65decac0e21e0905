import { boundedHex, boundedText } from "./bounded-text.ts";
import { MessageReader } from "./message-reader.ts";
import type { OpenStatement } from "./statement.ts";

/** Rows of one statement that are kept; the rest only pass by. */
export const FIRST_ROWS = 3;
/** Bytes: a longer row is not looked into. */
export const ROW_LIMIT = 4_096;
const VALUES_LIMIT = 8;
const VALUE_LIMIT = 64;

/** Keeps what a statement's first rows said: "who saw which balance" is what a failure has to show. */
export function keepFirstRows(statement: OpenStatement, rows: readonly Buffer[]): void {
  const kept = statement.firstRows ?? [];
  if (kept.length >= FIRST_ROWS) return;
  statement.firstRows = [...kept, ...rows.map(readRow)].slice(0, FIRST_ROWS);
}

/** The values of one DataRow, at most eight. */
function readRow(message: Buffer): (string | null)[] {
  const reader = new MessageReader(message);
  const count = Math.min(reader.int16() & 0xffff, VALUES_LIMIT);
  return Array.from({ length: count }, () => {
    const length = reader.int32();
    return length < 0 ? null : readable(reader.take(length));
  });
}

/* A driver may ask for binary values, and the row does not say so. No value that is written as text holds a zero byte. */
const readable = (bytes: Buffer): string =>
  bytes.includes(0) ? boundedHex(bytes, VALUE_LIMIT) : boundedText(bytes, VALUE_LIMIT);
