import type { TestVerdict, TypeDiagnostic, Verdict } from "#shared/check/verdict.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";
import type { Hint } from "../hints.ts";
import type { PageText } from "./page-text.ts";
import type { Size, State } from "./state.ts";

/** Everything that can happen while `start` runs. */
export type GuideEvent =
  | { readonly type: "start" }
  /** By its name, as `onKey` gives it. */
  | { readonly type: "key"; readonly key: string }
  | { readonly type: "save" }
  | { readonly type: "resize"; readonly size: Size }
  | { readonly type: "postgres"; readonly line: string }
  | { readonly type: "note"; readonly lines: readonly string[] }
  | { readonly type: "progress"; readonly progress: ProgressStore }
  | { readonly type: "test"; readonly test: TestVerdict }
  | { readonly type: "verdict"; readonly verdict: Verdict; readonly progress: ProgressStore }
  /** What TypeScript says of what is or was checked, before or after its verdict; absent when it could not say. */
  | { readonly type: "types"; readonly types: readonly TypeDiagnostic[] | undefined }
  | { readonly type: "hint"; readonly hint: Hint; readonly task: number }
  | { readonly type: "page"; readonly title?: string; readonly text: PageText }
  /** The solution was asked for, and the lesson is not passed. */
  | { readonly type: "ask" }
  /** One of all the lessons is run once more; with its verdict when that is known. */
  | { readonly type: "finale"; readonly lesson: Lesson; readonly verdict?: Verdict }
  | { readonly type: "finale-red"; readonly lesson: Lesson; readonly progress: ProgressStore }
  | { readonly type: "finale-passed" }
  | { readonly type: "quit" };

/** What the guide does because of an event; what comes of it is another event. */
export type Effect =
  /** Watches this lesson from now on. `begin`: it counts as begun, because the course leads here. */
  | { readonly do: "watch"; readonly lesson: Lesson; readonly begin: boolean }
  /** Runs the tests of the current lesson; a check that is running is worth nothing any more. */
  | { readonly do: "check"; readonly isVisit: boolean }
  | { readonly do: "check-all" }
  /** The hint after the `after`th one of a task; the first when there are no more. */
  | { readonly do: "hint"; readonly task: number; readonly after: number }
  | { readonly do: "read" }
  /** `agreed`: also when the lesson is not passed. */
  | { readonly do: "solution"; readonly agreed: boolean }
  | { readonly do: "edit" }
  | { readonly do: "quit" };

/** A new state, and what is to be done. */
export type Step = readonly [State, ...Effect[]];
