/**
 * A wrong service, and what checking it must bring. It is judged in a copy of the tiny course, whose folder it finds in
 * COURSE_FOLDER: what a learner's service finds by `../..`, without harm to the repository.
 */
export interface ServiceFault {
  readonly kind: "service";
  /** Its folder below services/<group>/. */
  readonly name: string;
  /** One line for people: "an endless loop in a handler". */
  readonly what: string;
  /** Which of the two tiny lessons judges it. */
  readonly lesson: "greeting" | "notes";
  readonly outcome: "failed" | "passed" | "could-not-run";
  /** The first failing test; absent when it passes. */
  readonly test?: string;
  /** What its three lines (or the trouble) must say. With file:line where there is one. */
  readonly words?: RegExp;
  /** It changes course files by a way that nothing holds: the next check refuses to run, until they are put back. */
  readonly changesCourse?: true;
  /** Seconds on an idle machine, for the whole check. */
  readonly withinS: number;
  /** Set where no good twin can exist, with the reason; otherwise the folder twin/ must be there. */
  readonly noTwin?: string;
}

/** Something that happens to the runner itself: a program that throws when it was not survived. */
export interface RunnerFault {
  readonly kind: "runner";
  readonly name: string;
  readonly what: string;
  /** Seconds on an idle machine. */
  readonly withinS: number;
  /** Why it cannot be tried here (another system, a missing privilege): shown as "not tried", never as survived. */
  readonly unavailable?: () => string | undefined | Promise<string | undefined>;
  /** `root`: the repository; `folder`: an empty one of its own, removed afterwards. */
  readonly survive: (around: { readonly root: string; readonly folder: string }) => Promise<void>;
}

export type Fault = ServiceFault | RunnerFault;

export interface FaultGroup {
  readonly name: "stops" | "broken" | "too-much" | "looks-right" | "runner";
  readonly title: string;
  readonly faults: readonly Fault[];
}
