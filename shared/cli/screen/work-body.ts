import { renderEvidence, renderMessage, renderTestLine, renderTrouble } from "../render-verdict.ts";
import { bold, dim } from "../terminal/style.ts";
import type { Fold } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";
import { isGreen, nextOpen, type State, testsOf } from "./state.ts";

export interface WorkBody {
  readonly lines: readonly string[];
  /** So many of them must be seen, whatever the size of the screen. */
  readonly must: number;
  /** Where the hint stands; nowhere when it has no lines. */
  readonly hint: { readonly at: number; readonly rows: number };
}

/** What is said of the lesson: what must be seen first, then the rest in the order in which it is wanted. */
export function workBody(state: State, fold: Fold): WorkBody {
  const first = mainLines(state, fold);
  const hint = hintLines(state, fold);
  const evidence = state.failure ? renderEvidence(state.failure, fold) : [];
  const tests = testsOf(state).flatMap((test) => renderTestLine(test, fold));
  const before = [...first, ...hint, ...evidence];
  return {
    lines: [...before, ...(before.length > 0 ? [""] : []), ...tests],
    must: first.length,
    hint: { at: first.length, rows: hint.length },
  };
}

function mainLines(state: State, fold: Fold): string[] {
  const { finale, failure, verdict, running } = state;
  if (finale?.kind === "passed") return words.start.finaleWords.flatMap((line) => fold(line));
  if (finale) return fold(words.start.finale);
  const trouble = running ? undefined : verdict?.trouble;
  const said =
    trouble === undefined ? [] : [...renderTrouble(trouble, fold), ...fold(words.start.tryAgain, "  ").map(dim)];
  if (failure) return [...said, ...(said.length > 0 ? [""] : []), ...renderMessage(failure, fold)];
  if (isGreen(state)) return passedLines(state, fold);
  return said;
}

function passedLines(state: State, fold: Fold): string[] {
  const { goal, goesOn, goesToTheEnd, quiz } = words.start;
  const next = nextOpen(state);
  return [
    ...fold(goal(state.lesson.goal)),
    ...fold(next ? goesOn(next) : goesToTheEnd).map(bold),
    ...fold(quiz(state.lesson)).map(dim),
  ];
}

function hintLines({ hint }: State, fold: Fold): string[] {
  if (!hint) return [];
  const { number, of, text } = hint;
  const again = number < of ? words.start.hintNext : words.start.hintAgain;
  return ["", ...fold(`${words.start.hint(number, of)} (${again})`, "  ").map(bold), ...fold(text, "  ")];
}
