import { firstFailure, type TestVerdict, type TypeDiagnostic, type Verdict } from "#shared/check/verdict.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";
import { passedTasks } from "../remember.ts";
import { wrapTo } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";
import type { GuideEvent, Step } from "./events.ts";
import { layOut } from "./layout.ts";
import { press } from "./press.ts";
import { isPassed, nextOpen, type State } from "./state.ts";
import { checkAgain, enter, goOn, openPage } from "./steps.ts";
import { workBody } from "./work-body.ts";

/** What an event makes of the state, and what is to be done because of it. Pure. */
export function update(state: State, event: GuideEvent): Step {
  switch (event.type) {
    case "start":
      return nextOpen(state) ? enter(state, state.lesson, true) : goOn(state);
    case "key":
      return press({ ...state, notes: [] }, event.key);
    case "save":
      return checkAgain(state);
    case "resize":
      return [{ ...state, size: event.size }];
    case "postgres":
      return [{ ...state, postgres: event.line }];
    case "note":
      return [{ ...state, notes: [...state.notes, ...event.lines] }];
    case "progress":
      return [{ ...state, progress: event.progress }];
    case "test":
      return [withTest(state, event.test)];
    case "verdict":
      return withVerdict(state, event.verdict, event.progress);
    case "types":
      return withTypes(state, event.types);
    case "hint":
      return [showHint({ ...state, hint: { ...event.hint, task: event.task } })];
    case "page":
      return [openPage(state, event.text, event.title)];
    case "ask":
      return [{ ...state, view: { kind: "ask" } }];
    case "finale":
      return event.verdict ? [state] : [{ ...state, finale: { kind: "running", lesson: event.lesson } }];
    case "finale-red": {
      const [next, ...effects] = enter({ ...state, progress: event.progress }, event.lesson, true);
      return [{ ...next, notes: [words.start.finaleRed(event.lesson)] }, ...effects];
    }
    case "finale-passed": {
      const done: State = { ...state, finale: { kind: "passed" } };
      return state.isPlain ? [done, { do: "quit" }] : [done];
    }
    case "quit":
      return [state, { do: "quit" }];
    default:
      return event satisfies never;
  }
}

/* The first red of a check is shown at once, before the other tests have run. */
function withTest(state: State, test: TestVerdict): State {
  if (!state.running) return state;
  const { ended } = state.running;
  const next: State = { ...state, running: { ...state.running, ended: [...ended, test] } };
  if (test.outcome === "failed" && !ended.some(({ outcome }) => outcome === "failed")) return withFailure(next, test);
  return test.title === state.failure?.title ? withFailure(next, undefined) : next;
}

function withVerdict(state: State, verdict: Verdict, progress: ProgressStore): Step {
  const learned = newlyLearned(state, verdict);
  const hasTypes = state.running?.hasTypes === true;
  const types = hasTypes ? state.types : [];
  // A passed lesson that was only visited does not lead away again.
  const wasOpen = !isPassed(state, state.lesson) || state.verdict?.outcome === "failed" || state.goesOn;
  const goesOn = state.isPlain && verdict.outcome === "passed" && (wasOpen || state.isLed);
  const judged: State = { ...state, running: undefined, verdict, learned, progress, types, goesOn };
  const next = withFailure(judged, firstFailure(verdict));
  return goesOn && hasTypes ? goOn(next) : [next];
}

/* What is said of a lesson stands together: lines lead on to the next one only now. */
function withTypes(state: State, types: readonly TypeDiagnostic[] = []): Step {
  const { running, goesOn } = state;
  if (running) return [{ ...state, types, running: { ...running, hasTypes: true } }];
  return goesOn ? goOn({ ...state, types }) : [{ ...state, types }];
}

/** Tasks, from 1, that are green with this verdict and were not before it. */
export function newlyLearned({ lesson, progress }: State, verdict: Verdict): number[] {
  const known = progress.progress.lessons[lesson.id]?.tasks ?? [];
  return passedTasks(lesson, verdict).filter((task) => !known.includes(task));
}

/* Where there is little room, the message above it makes way. */
function showHint(state: State): State {
  const { at, rows } = workBody(state, wrapTo(state.size.columns)).hint;
  const room = layOut(state).rows - 1;
  return { ...state, top: at + rows <= room ? 0 : at };
}

function withFailure(state: State, failure: TestVerdict | undefined): State {
  const isSame = failure !== undefined && failure.title === state.failure?.title;
  const hint = state.hint?.task === failure?.task ? state.hint : undefined;
  return { ...state, failure, hint, top: isSame ? state.top : 0 };
}
