/** What the bench tells a spare process, and what that process reports, one JSON line each, over its file descriptor 3. */

export interface Claim {
  /** Absolute path of `src/server.ts`. */
  readonly entry: string;
  readonly folder: string;
  /** The whole environment of the service. */
  readonly env: Readonly<Record<string, string>>;
  /** A port of 127.0.0.1 on which to wait for a debugger before anything of the service is loaded. */
  readonly inspectPort: number | undefined;
}

/** Sent to a running service's process; answered by `pong` once everything printed before has been handed over. */
export const ping = "ping";

export type HostReport =
  | { readonly kind: "spare" }
  | { readonly kind: "awaits-debugger" }
  | { readonly kind: "loaded" }
  /** Nothing is left to do, so the process is about to end: it neither listens nor called process.exit(). */
  | { readonly kind: "idle" }
  | { readonly kind: "pong" }
  | { readonly kind: "listening"; readonly port: number }
  | { readonly kind: "port-taken"; readonly port: number }
  | ({ readonly kind: "denied" } & Denial);

/** What the wall around the service's files has refused. */
export interface Denial {
  readonly access: "read" | "write";
  readonly path: string;
  /** Stack lines of the attempt, the innermost first. */
  readonly stack: readonly string[];
}
