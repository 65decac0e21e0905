import { z } from "zod";

/** The three parts of a failure, each one line. */
const message = z.object({ what: z.string().max(1_000), why: z.string().max(1_000), look: z.string().max(1_000) });

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
  /** The SQL that ran, one line a statement. */
  sql: z.array(z.string().max(400)).max(30).default([]),
  /** What the service asked of its neighbours, one line a call, secrets masked. */
  calls: z.array(z.string().max(400)).max(30).default([]),
  durationMs: z.number().nonnegative(),
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
  tests: z.array(testVerdict),
  /** Which PostgreSQL was used; absent for a lesson without a database. */
  postgres: z.string().optional(),
  durationMs: z.number().nonnegative(),
});

export type TestVerdict = z.infer<typeof testVerdict>;
export type Verdict = z.infer<typeof verdictSchema>;

/** The first failure in the order of the lesson: the one to show and to work on. */
export function firstFailure(verdict: Verdict): TestVerdict | undefined {
  return verdict.tests.find(({ outcome }) => outcome === "failed");
}
