import type { Connection, Submittable } from "pg";
import type {
  CommandCompleteMessage,
  DataRowMessage,
  Field,
  RowDescriptionMessage,
} from "pg-protocol/dist/messages.js";

/** Rows kept of a result; the rest are counted. */
const mostRows = 1_000;

/** What a server may say of an error. */
export interface ServerError {
  readonly severity?: string | undefined;
  readonly message?: string | undefined;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  /** In characters of the statement, from 1. */
  readonly position?: string | undefined;
}

/** One statement sent as text, and what came back as the server wrote it: no value is converted. */
export class StatementResult implements Submittable {
  readonly text: string;
  readonly rows: (readonly (string | null)[])[] = [];
  /** Undefined for a statement that returns no rows. */
  fields: readonly Field[] | undefined;
  rowCount = 0;
  /** Such as `INSERT 0 1`; undefined when it failed. */
  tag: string | undefined;
  error: ServerError | undefined;

  constructor(text: string) {
    this.text = text;
  }

  submit(connection: Connection): void {
    connection.query(this.text);
  }

  handleRowDescription({ fields }: RowDescriptionMessage): void {
    this.fields = fields;
  }

  handleDataRow({ fields }: DataRowMessage): void {
    this.rowCount += 1;
    if (this.rows.length < mostRows) this.rows.push(fields);
  }

  handleCommandComplete({ text }: CommandCompleteMessage): void {
    this.tag = text;
  }

  handleError(error: ServerError): void {
    this.error = error;
  }

  /** `copy ... from stdin`: nobody will send anything. */
  handleCopyInResponse(connection: { sendCopyFail(why: string): void }): void {
    connection.sendCopyFail("this prompt has no data to send");
  }

  handleCopyData(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleReadyForQuery(): void {}
}
