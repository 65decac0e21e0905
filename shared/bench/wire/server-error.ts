import { MessageReader } from "./message-reader.ts";

/** The fields of an ErrorResponse that the relay reads or writes. */
export interface ServerError {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly constraint?: string;
}

/** Reads SQLSTATE and message out of an ErrorResponse. */
export function readError(message: Buffer): ServerError {
  const fields = new Map<string, string>();
  const reader = new MessageReader(message);
  while (!reader.atEnd) {
    const field = reader.letter();
    if (field === "\0") break;
    fields.set(field, reader.string());
  }
  return { code: fields.get("C") ?? "", message: fields.get("M") ?? "" };
}

/** An ErrorResponse with these fields, as the server would write it. */
export function writeError(error: ServerError, severity: "ERROR" | "FATAL" = "ERROR"): Buffer {
  const fields = [`S${severity}`, `V${severity}`, `C${error.code}`, `M${error.message}`];
  if (error.detail !== undefined) fields.push(`D${error.detail}`);
  if (error.constraint !== undefined) fields.push(`n${error.constraint}`);
  const body = Buffer.from(`${fields.map((field) => `${field.replaceAll("\0", "")}\0`).join("")}\0`);
  const header = Buffer.from("E\0\0\0\0", "latin1");
  header.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([header, body]);
}
