import type { ServerError } from "./server-error.ts";

/** One connection from the service towards PostgreSQL, open or closed. Times are `performance.now()` milliseconds. */
export interface WireConnection {
  /** 1, 2, 3 ... in order of arrival; `Statement.connection` names it. */
  readonly number: number;
  readonly user: string | undefined;
  readonly database: string | undefined;
  readonly applicationName: string | undefined;
  /** `starting` until the server is ready for the first statement: signing in, or refused. */
  readonly state: "starting" | "open" | "closed";
  /** As the server last reported it. */
  readonly transaction: "none" | "open" | "failed";
  /** Why the server did not let it in. */
  readonly refusal?: ServerError;
  /** Who ended it; `test` stands for a cut and for the end of the relay. */
  readonly closedBy?: "service" | "server" | "test";
  readonly openedAt: number;
  readonly closedAt?: number;
}

/** The same record while the relay still writes to it. */
export type OpenWireConnection = { -readonly [Key in keyof WireConnection]: WireConnection[Key] };

/** Writes the end of a connection, once: who ended it first is the one who ended it. */
export function markClosed(connection: OpenWireConnection, by: "service" | "server" | "test"): void {
  if (connection.state === "closed") return;
  connection.state = "closed";
  connection.closedBy = by;
  connection.closedAt = performance.now();
}
