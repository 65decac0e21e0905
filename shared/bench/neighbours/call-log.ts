import { patience } from "../patience.ts";
import { formatCalls } from "./format-calls.ts";
import type { CallOutcome, OpenCall, RecordedCall } from "./recorded-call.ts";

/** Calls that are recorded. A service that retries for ever makes thousands; what follows is cut off unheard. */
const callLimit = 1_000;

export interface WaitOptions {
  /** Default 2,000. */
  readonly deadlineMs?: number;
  /** Wait until the calls are over (answered, aborted ...), not only until their requests have arrived. */
  readonly ended?: boolean;
}

/** The calls that a test waited for did not come in time. */
export class MissingCalls extends Error {
  override readonly name = "MissingCalls";
  readonly code = "NEIGHBOUR_MISSING_CALLS";
  readonly neighbour: string;
  readonly expected: number;
  readonly calls: readonly RecordedCall<unknown>[];

  constructor(neighbour: string, expected: string, count: number, calls: readonly RecordedCall<unknown>[]) {
    const came = calls.length === 0 ? "got none." : `got ${calls.length}:`;
    super([`${neighbour}: expected ${expected}, ${came}`, ...formatCalls(calls).map((line) => `  ${line}`)].join("\n"));
    this.neighbour = neighbour;
    this.expected = count;
    this.calls = calls;
  }
}

/** Every call of one neighbour; each change wakes those who wait for one. */
export class CallLog<Call> {
  readonly calls: OpenCall<Call>[] = [];
  readonly #name: string;
  readonly #watchers = new Set<() => void>();
  readonly #endListeners: ((call: RecordedCall<Call>) => void)[] = [];
  #closed = false;

  constructor(name: string) {
    this.#name = name;
  }

  get isFull(): boolean {
    return this.calls.length >= callLimit;
  }

  start(head: Pick<OpenCall<Call>, "mood" | "method" | "path" | "headers">): OpenCall<Call> {
    const call: OpenCall<Call> = {
      index: this.calls.length + 1,
      ...head,
      body: "",
      received: false,
      call: undefined,
      unreadable: undefined,
      trouble: undefined,
      status: undefined,
      outcome: "pending",
      startedAt: performance.now(),
      endedAt: undefined,
      waitedMs: undefined,
    };
    this.calls.push(call);
    return call;
  }

  receive(call: OpenCall<Call>, content: Pick<OpenCall<Call>, "body" | "call" | "unreadable">): void {
    Object.assign(call, content, { received: true });
    this.#changed();
  }

  /** Writes the end of a call, once: what came first stays. */
  settle(call: OpenCall<Call>, outcome: CallOutcome): void {
    if (call.outcome !== "pending") return;
    call.outcome = outcome;
    call.endedAt = performance.now();
    call.waitedMs = call.endedAt - call.startedAt;
    for (const listener of this.#endListeners) listener(call);
    this.#changed();
  }

  onEnd(listener: (call: RecordedCall<Call>) => void): void {
    this.#endListeners.push(listener);
  }

  /** Resolves with all calls once `count` of them are there; rejects with `MissingCalls` at the deadline or the end. */
  wait(count: number, { deadlineMs = 2_000, ended = false }: WaitOptions = {}): Promise<readonly RecordedCall<Call>[]> {
    const counts = (call: OpenCall<Call>) => call.outcome !== "pending" || (call.received && !ended);
    const arrival = new Promise<readonly RecordedCall<Call>[]>((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        finish();
      };
      const giveUp = (when: string) => {
        const expected = `${count} ${ended ? "ended " : ""}call${count === 1 ? "" : "s"} ${when}`;
        settle(() => reject(new MissingCalls(this.#name, expected, count, [...this.calls])));
      };
      const look = () => {
        if (this.calls.filter(counts).length >= count) settle(() => resolve([...this.calls]));
        else if (this.#closed) giveUp("before it was closed");
      };
      const timer = setTimeout(() => giveUp(`within ${deadlineMs} ms`), patience(deadlineMs));
      this.#watchers.add(look);
      look();
    });
    // A test that failed elsewhere no longer awaits this; its own failure must stay the one that is shown.
    arrival.catch(() => undefined);
    return arrival;
  }

  /** Nothing more will come. */
  close(): void {
    this.#closed = true;
    this.#changed();
  }

  #changed(): void {
    for (const look of [...this.#watchers]) look();
  }
}
