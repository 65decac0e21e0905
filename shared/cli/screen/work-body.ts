import {
  renderEvidence,
  renderMessage,
  renderNote,
  renderTestLine,
  renderTrouble,
  renderTypes,
} from "../render-verdict.ts";
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

/** Type errors that are shown; the others would push the evidence away. */
const typesAtMost = 3;

/** What is said of the lesson: what must be seen first, then the rest in the order in which it is wanted. */
export function workBody(state: State, fold: Fold): WorkBody {
  const first = mainLines(state, fold);
  const hint = hintLines(state, fold);
  const evidence = state.failure ? renderEvidence(state.failure, fold) : [];
  const tests = testsOf(state).flatMap((test) => renderTestLine(test, fold));
  const note = state.verdict && !state.running ? renderNote(state.verdict, fold) : [];
  const before = [...first, ...hint, ...note, ...typeLines(state, fold), ...evidence];
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

/* Above the evidence, because a wrong type is often the reason. */
function typeLines(state: State, fold: Fold): string[] {
  if (state.finale) return [];
  const outcome = isGreen(state) ? "passed" : "failed";
  return renderTypes(state.lesson, { types: [...state.types], outcome }, { atMost: typesAtMost, fold });
}

function hintLines({ hint }: State, fold: Fold): string[] {
  if (!hint) return [];
  const { number, of, text } = hint;
  const again = number < of ? words.start.hintNext : words.start.hintAgain;
  return ["", ...fold(`${words.start.hint(number, of)} (${again})`, "  ").map(bold), ...fold(text, "  ")];
}
