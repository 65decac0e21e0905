/** PostgreSQL could not be had or used. The message says what, where and what to do next; it never holds a password. */
export class PostgresError extends Error {
  override readonly name = "PostgresError";
  readonly code: "rung-absent" | "no-rung" | "unknown-rung" | "server-lost" | "schema-broken" | "kept-database";

  constructor(code: PostgresError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
