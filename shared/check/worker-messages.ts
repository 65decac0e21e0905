import type { Evidence } from "#shared/bench/evidence.ts";
import type { Words } from "#shared/bench/messages/lesson-failure.ts";
import type { LateFault } from "#shared/bench/retired.ts";

/** The worker's last argument when its spare processes are to warm nothing. */
export const unwarmedWord = "unwarmed";

/** One test's end, told at once: Vitest's own report waits up to 100 ms to be sent with others. */
export interface TestEnd {
  readonly hood: "test";
  readonly title: string;
  readonly state: "passed" | "failed" | "skipped";
  readonly failure?: { readonly words: Words; readonly evidence: Evidence };
  /** A failure that a slow machine could have brought about: something was waited for in vain. */
  readonly canBeSlowness?: boolean;
  /** Set when the bench or the machine failed, not the service. */
  readonly trouble?: string;
  readonly durationMs: number;
}

/** After the last test, before Vitest says that the file is finished. */
export interface RunEnd {
  readonly hood: "end";
  readonly faults: readonly LateFault[];
  readonly troubles: readonly string[];
}

/** A service waits for a person's debugger. */
export interface DebuggerAwaited {
  readonly hood: "debugger";
}

export type WorkerMessage = TestEnd | RunEnd | DebuggerAwaited;

export function isWorkerMessage(message: unknown): message is WorkerMessage {
  return typeof message === "object" && message !== null && "hood" in message;
}
