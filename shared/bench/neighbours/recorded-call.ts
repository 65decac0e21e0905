import type { Mood } from "./mood.ts";

/**
 * - pending: not over yet
 * - answered: the whole answer was sent
 * - aborted by caller: the caller closed the connection first, as one with a time-out does
 * - unanswered: the neighbour cut the connection (moods "down" and "reset", or the end of the test)
 */
export type CallOutcome = "pending" | "answered" | "aborted by caller" | "unanswered";

/** What a neighbour remembers of one call. It fills while the call goes on. Times are `performance.now()` milliseconds. */
export interface RecordedCall<Call> {
  /** 1, 2, 3 ... in order of arrival. */
  readonly index: number;
  /** The mood that this call met. */
  readonly mood: Mood["kind"];
  readonly method: string;
  /** As sent, with the query. */
  readonly path: string;
  /** Names in lower case, values as sent: also secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** As text; at most 1 MB. */
  readonly body: string;
  /** Whether the whole request has arrived. */
  readonly received: boolean;
  /** What the definition's `read` made of it. Undefined before it has arrived, and when it was unreadable. */
  readonly call: Call | undefined;
  /** Why `read` refused it. */
  readonly unreadable: string | undefined;
  /** What went wrong in the definition's own `answer`: never the caller's fault. */
  readonly trouble: string | undefined;
  /** Sent to the caller; undefined when no status line was. */
  readonly status: number | undefined;
  readonly outcome: CallOutcome;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  /** From start to end: how long the caller waited, for an answer or before it gave up. */
  readonly waitedMs: number | undefined;
}

/** The same record while the neighbour still writes to it. */
export type OpenCall<Call> = { -readonly [Key in keyof RecordedCall<Call>]: RecordedCall<Call>[Key] };
