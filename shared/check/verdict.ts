import { z } from "zod";

/** Characters of one part of a message; words that quote a service may be longer before. */
export const messageLimit = 1_000;

/** The three parts of a failure, each one line. */
const line = z.string().max(messageLimit);
const message = z.object({ what: line, why: line, look: line });

const testVerdict = z.object({
  title: z.string(),
  /** The task that turns it green, from 1; 0 for a test that is green from the start. */
  task: z.number().int().nonnegative(),
  /** `not-run`: the check ended before this test, or the machine failed it. */
  outcome: z.enum(["passed", "failed", "not-run"]),
  message: message.optional(),
  /** The last requests, each with its answer: a line `> ...` and a line `< ...`. */
  exchange: z.array(z.string().max(300)).max(8).default([]),
  /** The service's last log lines. */
  log: z.array(z.string().max(300)).max(20).default([]),
  /** The SQL that ran, one line a statement: 440 characters at most, of which an emoji counts two here. */
  sql: z.array(z.string().max(1_000)).max(30).default([]),
  /** What the service asked of its neighbours, one line a call, secrets masked. */
  calls: z.array(z.string().max(400)).max(30).default([]),
  durationMs: z.number().nonnegative(),
});

/** What is kept of TypeScript's errors. */
export const typeLimits = { count: 10, message: 300 } as const;

const typeDiagnostic = z.object({
  /** As the learner knows it, such as `lessons/05-card-shelf/src/app.ts`. */
  file: z.string(),
  /** From 1, as the column. */
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  /** Its first line. */
  message: z.string().max(typeLimits.message),
  /** TypeScript's own, such as `TS2322`. */
  code: z.string(),
});

/** What one check found. Printed by `--json`; everything that shows results renders it. Sizes are bounded. */
export const verdictSchema = z.object({
  /** The lesson's stable id. */
  lesson: z.string(),
  /** What was judged, such as `lessons/05-card-shelf`. */
  source: z.string(),
  /** `could-not-run` says nothing about the learner's work: the machine or the course failed. */
  outcome: z.enum(["passed", "failed", "could-not-run"]),
  /** Why it could not run: what, where, what to do next. */
  trouble: z.string().optional(),
  /** One line on something beside it that the learner has to know, such as a backup that was made. */
  note: z.string().optional(),
  tests: z.array(testVerdict),
  /** What TypeScript says of the source, the first 10; no test and no outcome depends on it. Absent when not looked at. */
  types: z.array(typeDiagnostic).max(typeLimits.count).optional(),
  /** Which PostgreSQL was used; absent for a lesson without a database. */
  postgres: z.string().optional(),
  durationMs: z.number().nonnegative(),
});

export type TypeDiagnostic = z.infer<typeof typeDiagnostic>;
export type TestVerdict = z.infer<typeof testVerdict>;
export type Verdict = z.infer<typeof verdictSchema>;

/** The verdict with what TypeScript said, when that is known. */
export function withTypes(verdict: Verdict, types: TypeDiagnostic[] | undefined): Verdict {
  return types ? { ...verdict, types } : verdict;
}

/** The first failure in the order of the lesson: the one to show and to work on. */
export function firstFailure(verdict: Verdict): TestVerdict | undefined {
  return verdict.tests.find(({ outcome }) => outcome === "failed");
}
