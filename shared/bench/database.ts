import { Client, type QueryResultRow } from "pg";
import { patience } from "./patience.ts";

/** Milliseconds that one of the test's own statements may take. */
const statementDeadline = 5_000;

/** Side 2 of the bench: what is stored, read and prepared by SQL as the administrator, past the service. */
export class TestDatabase implements AsyncDisposable {
  readonly url: string;
  #client: Promise<Client> | undefined;

  constructor(url: string) {
    this.url = url;
  }

  /** Runs one statement and returns its rows. */
  async rows<Row extends QueryResultRow>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    this.#client ??= this.open();
    return (await (await this.#client).query<Row>(sql, [...parameters])).rows;
  }

  /** A connection of its own, for a test that holds a transaction open. The caller ends it. */
  async open(): Promise<Client> {
    const client = new Client({ connectionString: this.url, statement_timeout: patience(statementDeadline) });
    client.on("error", () => undefined); // the next statement says that the connection is gone
    await client.connect();
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    await client?.end().catch(() => undefined);
  }
}
