import { testVerdict } from "#shared/check/compose-verdict.ts";
import type { TestVerdict, TypeDiagnostic, Verdict } from "#shared/check/verdict.ts";
import type { Course, Lesson } from "#shared/lessons/course.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";
import type { Hint } from "../hints.ts";
import type { PageText } from "./page-text.ts";

/** Everything that `start` shows, as plain data. Only `update` makes a new one. */
export interface State extends Course {
  /** The repository: paths are shown from here on. */
  readonly root: string;
  /** As it was when last asked; never written to here. */
  readonly progress: ProgressStore;
  readonly size: Size;
  /** Lines instead of a screen: texts are printed, and a passed lesson leads on by itself. */
  readonly isPlain: boolean;
  /** Which PostgreSQL is used and why, or what takes time on the way to it. */
  readonly postgres: string;
  /** Answers to a key, warnings; until the next key. */
  readonly notes: readonly string[];
  readonly lesson: Lesson;
  /** The check that is running. */
  readonly running: Running | undefined;
  /** The newest whole verdict on this lesson, until the next check has something to say. */
  readonly verdict: Verdict | undefined;
  /** The failure to work on. */
  readonly failure: TestVerdict | undefined;
  /** What TypeScript said last of this lesson; no test depends on it. */
  readonly types: readonly TypeDiagnostic[];
  /** Lines only: the lesson is passed, and the next one comes when its types are known too. */
  readonly goesOn: boolean;
  /** The course led to this lesson: once green it leads on, also when another window has passed the lesson meanwhile. */
  readonly isLed: boolean;
  /** Tasks, from 1, that turned green with the newest verdict. */
  readonly learned: readonly number[];
  readonly hint: (Hint & { readonly task: number }) | undefined;
  /** When every lesson is passed, all of them are run once more. */
  readonly finale: Finale | undefined;
  readonly view: View;
  /** How far the lesson's view is scrolled, in rows. */
  readonly top: number;
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export interface Running {
  /** Titles in the order in which they run: the one that was red last time comes first. */
  readonly order: readonly string[];
  readonly ended: readonly TestVerdict[];
  /** The types that are shown are of this check. */
  readonly hasTypes: boolean;
}

export type Finale = { readonly kind: "running"; readonly lesson: Lesson } | { readonly kind: "passed" };

export type View =
  | { readonly kind: "work" }
  /** May the solution be shown before the lesson is passed? */
  | { readonly kind: "ask" }
  | { readonly kind: "list"; readonly cursor: number }
  | {
      readonly kind: "page";
      /** Absent where the text has its own. */
      readonly title?: string;
      readonly text: PageText;
      readonly open: ReadonlySet<number>;
      readonly top: number;
    };

/** The state before the first event. */
export function openState(
  known: Pick<State, "root" | "parts" | "lessons" | "progress" | "size" | "isPlain" | "lesson">,
): State {
  return {
    ...known,
    postgres: "",
    notes: [],
    running: undefined,
    verdict: undefined,
    failure: undefined,
    types: [],
    goesOn: false,
    isLed: false,
    learned: [],
    hint: undefined,
    finale: undefined,
    view: { kind: "work" },
    top: 0,
  };
}

/** The lesson's tests as far as they are known: of the running check, of the newest verdict, or none yet. */
export function testsOf({ lesson, running, verdict }: State): TestVerdict[] {
  const known = running ? running.ended : (verdict?.tests ?? []);
  return lesson.tests.map(
    (expected) => known.find(({ title }) => title === expected.title) ?? testVerdict(expected, { ends: [] }),
  );
}

export const isPassed = ({ progress }: State, { id }: Lesson): boolean =>
  progress.progress.lessons[id]?.passed !== undefined;

/** The first lesson that is not passed; the search begins behind the current one and comes round. */
export function nextOpen(state: State): Lesson | undefined {
  const at = state.lessons.indexOf(state.lesson) + 1;
  return [...state.lessons.slice(at), ...state.lessons.slice(0, at)].find((lesson) => !isPassed(state, lesson));
}

/** The lesson is green as far as the newest verdict knows. */
export const isGreen = ({ verdict, running }: State): boolean => running === undefined && verdict?.outcome === "passed";

/** Lines are printed once: what would fill a screen is over when it was shown. */
export function afterShown(state: State): State {
  return state.isPlain && state.view.kind !== "ask" ? { ...state, view: { kind: "work" } } : state;
}
