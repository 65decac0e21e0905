import { scroll } from "../terminal/pager.ts";
import { words } from "../words/index.ts";
import type { Step } from "./events.ts";
import { layOut } from "./layout.ts";
import { foldInSight, tableText } from "./page-text.ts";
import { isGreen, type State, testsOf, type View } from "./state.ts";
import { checkAgain, enter, goOn, openPage } from "./steps.ts";

/** What a key means where the learner is. */
export function press(state: State, key: string): Step {
  const { view } = state;
  switch (view.kind) {
    case "work":
      return pressAtWork(state, key);
    case "ask":
      return pressAsked(state, key);
    case "list":
      return pressInList(state, view, key);
    case "page":
      return pressInPage(state, view, key);
    default:
      return view satisfies never;
  }
}

const back = (state: State): State => ({ ...state, view: { kind: "work" } });

function pressAtWork(state: State, key: string): Step {
  switch (key) {
    case "r":
      return checkAgain(state);
    case "h":
      return askForHint(state);
    case "n":
      return visit(state, 1);
    case "p":
      return visit(state, -1);
    case "return":
      return isGreen(state) && state.finale === undefined ? goOn(state) : [state];
    case "l":
      return [{ ...state, view: { kind: "list", cursor: state.lessons.indexOf(state.lesson) } }];
    case "t":
      return [state, { do: "read" }];
    case "e":
      return [state, { do: "edit" }];
    case "s":
      return [state, { do: "solution", agreed: false }];
    case "q":
      return [state, { do: "quit" }];
    case "?":
      return [openPage(state, tableText(words.start.helpPage), words.start.helpTitle)];
    default:
      return [{ ...state, top: scrolled(state, key) }];
  }
}

/** To a neighbour, for a look; behind the last lesson there is only the end. */
function visit(state: State, by: 1 | -1): Step {
  const lesson = state.lessons[state.lessons.indexOf(state.lesson) + by];
  if (lesson) return enter(state, lesson, false);
  if (by === 1 && isGreen(state)) return goOn(state);
  return [{ ...state, notes: [by === 1 ? words.start.isLast : words.start.isFirst] }];
}

function askForHint(state: State): Step {
  const test = state.failure ?? testsOf(state).find(({ outcome }) => outcome !== "passed");
  if (!test) return [{ ...state, notes: [words.start.noHintWhenGreen] }];
  if (test.task === 0) return [{ ...state, notes: [words.start.noHintForGiven(state.lesson)] }];
  const after = state.hint?.task === test.task ? state.hint.number : 0;
  return [
    { ...state, top: 0 },
    { do: "hint", task: test.task, after },
  ];
}

function pressAsked(state: State, key: string): Step {
  if (key === "y") return [back(state), { do: "solution", agreed: true }];
  return [{ ...back(state), notes: [words.start.staysClosed] }];
}

function pressInList(state: State, view: View & { kind: "list" }, key: string): Step {
  const to = (cursor: number): Step => [
    { ...state, view: { ...view, cursor: Math.max(0, Math.min(cursor, state.lessons.length - 1)) } },
  ];
  switch (key) {
    case "return": {
      const lesson = state.lessons[view.cursor];
      return !lesson || lesson === state.lesson ? [back(state)] : enter(state, lesson, false);
    }
    case "down":
    case "j":
    case "n":
      return to(view.cursor + 1);
    case "up":
    case "k":
    case "p":
      return to(view.cursor - 1);
    case "home":
      return to(0);
    case "end":
      return to(state.lessons.length);
    case "l":
    case "q":
    case "escape":
      return [back(state)];
    default:
      return [state];
  }
}

function pressInPage(state: State, view: View & { kind: "page" }, key: string): Step {
  if (key === "q" || key === "escape") return [back(state)];
  if (key === "o") {
    const { top, rows } = layOut(state);
    const fold = foldInSight(view.text(state.size.columns, view.open).folds, top, rows);
    if (fold === -1) return [state];
    const open = new Set(view.open);
    if (!open.delete(fold)) open.add(fold);
    return [{ ...state, view: { ...view, open } }];
  }
  return [{ ...state, view: { ...view, top: scrolled(state, key) } }];
}

function scrolled(state: State, key: string): number {
  const { body, rows, top } = layOut(state);
  return scroll({ lines: body, top }, key, rows).top;
}
