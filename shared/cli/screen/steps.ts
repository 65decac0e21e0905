import type { Lesson } from "#shared/lessons/course.ts";
import type { Effect, Step } from "./events.ts";
import type { PageText } from "./page-text.ts";
import { nextOpen, type State } from "./state.ts";

/** Another lesson becomes the current one, and its tests run. `begin`: the course leads there; else it is only visited. */
export function enter(state: State, lesson: Lesson, begin: boolean): Step {
  const nothing = { verdict: undefined, failure: undefined, types: [], goesOn: false, isLed: begin, hint: undefined };
  const fresh: State = { ...state, lesson, ...nothing };
  return [
    startRunning({ ...fresh, view: { kind: "work" } }),
    { do: "watch", lesson, begin },
    { do: "check", isVisit: !begin },
  ];
}

/** The tests of the current lesson run; what is shown stays until they have something to say. */
export function checkAgain(state: State): Step {
  return [startRunning(state), { do: "check", isVisit: false }];
}

function startRunning(state: State): State {
  const titles = state.lesson.tests.map(({ title }) => title);
  const first = titles.filter((title) => title === state.failure?.title);
  const order = [...first, ...titles.filter((title) => !first.includes(title))];
  return { ...state, running: { order, ended: [], hasTypes: false }, learned: [], finale: undefined, top: 0 };
}

/** From a passed lesson on: to the next that is not, or to the end. */
export function goOn(state: State): Step {
  const next = nextOpen(state);
  if (next) return enter(state, next, true);
  // Before it is said that every lesson is passed, all of them run once more.
  const [first = state.lesson] = state.lessons;
  const checkAll: Effect = { do: "check-all" };
  return [{ ...state, finale: { kind: "running", lesson: first }, view: { kind: "work" }, top: 0 }, checkAll];
}

/** A text takes the place of the lesson, until it is closed. */
export function openPage(state: State, text: PageText, title?: string): State {
  const titled = title === undefined ? {} : { title };
  return { ...state, view: { kind: "page", ...titled, text, open: new Set(), top: 0 } };
}
