/** What the relay remembers of one statement that a service sent. Times are `performance.now()` milliseconds. */
export interface Statement {
  /** 1, 2, 3 ... in the order in which statements reached the relay, over all connections. */
  readonly index: number;
  /** The connection's number: 1, 2, 3 ... in order of arrival. */
  readonly connection: number;
  /** The SQL exactly as sent; beyond 64 KiB cut, with a marker. Several statements in one simple query are one text. */
  readonly text: string;
  /** As sent in text format; binary values as `\x...`. At most 1,000 of at most 4 KiB, with a marker where cut. */
  readonly parameters: readonly (string | null)[];
  readonly protocol: "simple" | "extended";
  /** Name of the prepared statement, `""` when it has none. */
  readonly name: string;
  /** Whether its connection was in a transaction block (also a failed one), by the server's last word before it turned to this. */
  readonly inTransaction: boolean;
  readonly outcome: "pending" | "ok" | "error";
  /** The server's error, or `08006` when the connection went away first. */
  readonly error?: { readonly code: string; readonly message: string };
  /** From CommandComplete: rows returned or changed. Undefined for `BEGIN` and the like, and when fetched in portions. */
  readonly rows: number | undefined;
  /** The first rows that came back, at most three: eight values each, as text, cut after 64 bytes. Binary values as `\x...`. */
  readonly firstRows?: readonly (readonly (string | null)[])[];
  /** What the test did to it on purpose, if anything. */
  readonly fault?: "delayed" | "failed" | "cut" | "answer lost";
  readonly startedAt: number;
  readonly endedAt?: number;
}

/** The same record while the relay still writes to it. */
export type OpenStatement = { -readonly [Key in keyof Statement]: Statement[Key] };

/** Writes the end of a statement, once: what came first stays. */
export function settle(statement: OpenStatement, error?: { readonly code: string; readonly message: string }): void {
  if (statement.outcome !== "pending") return;
  statement.outcome = error ? "error" : "ok";
  if (error) statement.error = error;
  statement.endedAt = performance.now();
}
