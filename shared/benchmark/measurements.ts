import type { Bench } from "./bench.ts";
import type { Row } from "./row.ts";
import { measureClaim } from "./rows/claim.ts";
import { measureCold } from "./rows/cold.ts";
import { measureMemory } from "./rows/memory.ts";
import { measureSave } from "./rows/save.ts";
import { measureSolutions } from "./rows/solutions.ts";
import { measureVerify } from "./rows/verify.ts";

export interface Measurement {
  /** For `--only`. */
  readonly name: string;
  readonly what: string;
  /** Measures all sides by turns. Throws when one of them does not do what it should: then there is nothing to compare. */
  readonly measure: (bench: Bench) => Promise<readonly Row[]>;
}

export const measurements: readonly Measurement[] = [
  { name: "save", what: "from a save to the first failing test, and to the whole verdict", measure: measureSave },
  { name: "solutions", what: "all solutions, against a server or container per test file", measure: measureSolutions },
  { name: "cold", what: "from npm start to the first verdict, the first time and again", measure: measureCold },
  { name: "claim", what: "a fresh process and database from the pool, against made on demand", measure: measureClaim },
  { name: "verify", what: "how long each lesson takes to prove itself", measure: measureVerify },
  { name: "memory", what: "what watch mode occupies (Linux only)", measure: measureMemory },
];
