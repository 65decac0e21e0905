import type { NeighbourName } from "#shared/lessons/neighbour-names.ts";

/** What a run of one lesson's tests is about. Set by the check's worker before the tests, read by `openShop`. */
export interface BenchContext {
  /** Where the repository is. */
  readonly root: string;
  readonly runId: string;
  readonly runFolder: string;
  /** A copy of the judged source, made for this run, or, for a debugger, its own place: it holds `src/`. */
  readonly sourceFolder: string;
  /** How messages name the judged source, such as `lessons/05-card-shelf`. */
  readonly displayFolder: string;
  /** The lesson's `schema.sql`; `undefined` when the lesson has no database. */
  readonly schemaSql: string | undefined;
  /** What `lesson.yaml` lists under `env`. */
  readonly env: Readonly<Record<string, string>>;
  /** What `lesson.yaml` lists under `neighbours`. */
  readonly neighbours: readonly NeighbourName[];
  /** How many tests the lesson has: so many processes and databases will be asked for. */
  readonly testCount: number;
  /** The test to run first: the one that was red last time. */
  readonly firstTest: string | undefined;
  /** How many times longer than usual everything may take: 1, and more when a machine has other work. */
  readonly patience: number;
  /** Where a person's debugger finds the service; `undefined` when nobody debugs it. */
  readonly inspectPort: number | undefined;
  /** Where to find PostgreSQL; `undefined` when the lesson has no database. */
  readonly postgres: { readonly adminUrl: string } | undefined;
}

let current: BenchContext | undefined;

export function setBenchContext(context: BenchContext): void {
  current = context;
}

export function benchContext(): BenchContext {
  if (current) return current;
  throw new Error(
    "A lesson's tests run through `npm run check`, not through vitest alone: they need to be told which service to judge.",
  );
}
