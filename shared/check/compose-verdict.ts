import type { Words } from "#shared/bench/messages/lesson-failure.ts";
import type { ExpectedTest, Lesson } from "#shared/lessons/course.ts";
import { messageLimit, type TestVerdict, type Verdict, verdictSchema } from "./verdict.ts";
import type { RunEnd, TestEnd } from "./worker-messages.ts";

/** Everything that was seen of one run. */
export interface RunReport {
  /** What the worker told as each test ended. */
  readonly ends: readonly TestEnd[];
  /** What the worker told after the last test; absent when it did not get that far. */
  readonly end?: RunEnd;
  /** What Vitest itself says of each test, by title. */
  readonly states?: ReadonlyMap<string, string>;
  /** What Vitest itself says went wrong outside the tests. */
  readonly errors?: readonly unknown[];
  /** Why the check itself ended the run. */
  readonly stopped?: "cancelled" | "too-long";
  /** Set when the course or the machine failed. */
  readonly trouble?: string;
  /** Set when something changed beside the run that its outcome does not depend on. */
  readonly note?: string;
}

/**
 * The verdict fails closed: it is `passed` only when every expected test arrived exactly once as passed from the worker
 * and from Vitest, nothing unexpected arrived, nothing was skipped, and nothing went wrong beside the tests.
 */
export function composeVerdict(seen: {
  readonly lesson: Lesson;
  readonly source: string;
  readonly postgres: string | undefined;
  readonly wanted: readonly string[] | undefined;
  readonly report: RunReport;
  readonly durationMs: number;
}): Verdict {
  const { lesson, source, postgres, wanted, report, durationMs } = seen;
  const tests = lesson.tests.map((expected) => testVerdict(expected, report));
  const asked = tests.filter(({ title }) => wanted === undefined || wanted.includes(title));
  const trouble = findTrouble(lesson, report, asked);
  const failed = asked.some(({ outcome }) => outcome === "failed");
  return verdictSchema.parse({
    lesson: lesson.id,
    source,
    // A run that was cut short by the learner's own fault (a service that never answers) has failed tests to show.
    outcome: trouble !== undefined ? "could-not-run" : failed ? "failed" : "passed",
    trouble,
    note: report.note,
    tests: trouble === undefined ? tests : tests.map(withoutBlame),
    postgres,
    durationMs,
  } satisfies Verdict);
}

/** Where the machine or the course has failed, a red test says nothing about the learner's work. */
function withoutBlame(test: TestVerdict): TestVerdict {
  if (test.outcome !== "failed") return test;
  const { title, task, durationMs } = test;
  return { title, task, outcome: "not-run", exchange: [], log: [], sql: [], calls: [], durationMs };
}

/** One expected test as the run left it. */
export function testVerdict(expected: ExpectedTest, report: Pick<RunReport, "ends" | "end">): TestVerdict {
  const { title, task } = expected;
  const empty = { title, task, exchange: [], log: [], sql: [], calls: [] };
  const [end] = report.ends.filter((candidate) => candidate.title === title);
  if (!end) return { ...empty, outcome: "not-run", durationMs: 0 };
  const { durationMs, failure, trouble } = end;
  const late = report.end?.faults.find(({ test }) => test === title);
  if (failure) {
    const { exchange, log, sql, calls } = failure.evidence;
    return {
      ...empty,
      outcome: "failed",
      message: bounded(failure.words),
      exchange: [...exchange],
      log: [...log],
      sql: [...sql],
      calls: [...calls],
      durationMs,
    };
  }
  if (late) return { ...empty, outcome: "failed", message: bounded(late.words), durationMs };
  return { ...empty, outcome: end.state === "passed" && trouble === undefined ? "passed" : "not-run", durationMs };
}

/** A service chooses how long its error is; the verdict must be one all the same. */
function bounded({ what, why, look }: Words): Words {
  const cut = (text: string) => (text.length > messageLimit ? `${text.slice(0, messageLimit - 3)}...` : text);
  return { what: cut(what), why: cut(why), look: cut(look) };
}

/** What Vitest says when the process that runs the tests is gone. */
const lostWorker = "[vitest-pool]";

const workerEnded =
  "The process that runs the tests ended before it was done: somebody stopped it, or the machine ran out of memory, or " +
  "the service ended its parent (process.ppid). Run the check again.";

function findTrouble(lesson: Lesson, report: RunReport, asked: readonly TestVerdict[]): string | undefined {
  const { ends, end, states = new Map(), errors = [], stopped } = report;
  if (report.trouble !== undefined) return report.trouble;
  if (stopped === "cancelled") return "The check was cancelled.";
  const told = ends.find(({ trouble }) => trouble !== undefined)?.trouble ?? end?.troubles[0];
  if (told !== undefined) return told;
  const failed = asked.some(({ outcome }) => outcome === "failed");
  if (stopped === "too-long") return failed ? undefined : "The tests took longer than a minute and were stopped.";

  const said = errors.map(firstLine).find((line) => !line.startsWith(lostWorker));
  if (said !== undefined) return `The lesson's tests could not be run: ${said}`;
  if (end === undefined || errors.length > 0) return workerEnded;
  if (asked.length === 0) return `No test of ${lesson.name} was run.`;

  const known = new Set(lesson.tests.map(({ title }) => title));
  const unknown = ends.find(({ title, state }) => state !== "skipped" && !known.has(title));
  if (unknown) return `${lesson.testFile} holds a test that lesson.yaml does not name: "${unknown.title}".`;
  const twice = ends.find(({ title }, index) => ends.findIndex((other) => other.title === title) !== index);
  if (twice) return `${lesson.testFile} holds two tests with the same title: "${twice.title}".`;
  const missing = asked.find(({ outcome }) => outcome === "not-run");
  if (missing) return `The test "${missing.title}" did not run. Is ${lesson.testFile} as the course wrote it?`;
  const differs = asked.find(({ title, outcome }) => outcome === "passed" && states.get(title) !== "passed");
  if (differs && !failed) return `Vitest does not confirm that "${differs.title}" passed. Run the check again.`;
  return undefined;
}

function firstLine(error: unknown): string {
  const message = (error as { message?: unknown }).message;
  return String(message ?? error).split("\n")[0] ?? "";
}
