import { stripVTControlCharacters } from "node:util";
import { firstFailure, type TestVerdict, typeLimits, type Verdict } from "#shared/check/verdict.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import { bold, dim, green, red, yellow } from "./terminal/style.ts";
import { type Fold, wrap } from "./terminal/wrap.ts";
import { words } from "./words/index.ts";

/** A verdict as lines: the result first, the first failure with its evidence, all tests, and what is wrong with types. */
export function renderVerdict(lesson: Lesson, verdict: Verdict): string[] {
  const failure = firstFailure(verdict);
  return [
    headline(lesson, verdict),
    ...(verdict.trouble === undefined ? [] : ["", ...renderTrouble(verdict.trouble)]),
    ...(failure ? ["", ...renderFailure(failure)] : []),
    "",
    ...verdict.tests.flatMap((test) => renderTestLine(test)),
    ...renderTypes(lesson, verdict),
    ...renderNote(verdict),
  ];
}

/** What TypeScript says, `atMost` so many; no lines when nothing is wrong or nothing is known. */
export function renderTypes(
  { number }: Pick<Lesson, "number">,
  { types = [], outcome }: Pick<Verdict, "types" | "outcome">,
  { atMost = typeLimits.count, fold = wrap }: { readonly atMost?: number; readonly fold?: Fold } = {},
): string[] {
  if (types.length === 0) return [];
  const { types: title, typesOfPassed, typeError, moreTypes, firstTypes } = words.verdict;
  const shown = types.slice(0, atMost).map(({ file, line, message }) => typeError(`${file}:${line}`, message));
  const rest = types.length - shown.length;
  const isCut = rest === 0 && types.length === typeLimits.count;
  return [
    "",
    ...fold(outcome === "passed" ? typesOfPassed : title).map((row) => yellow(bold(row))),
    ...shown.flatMap((row) => fold(harmless(row), "  ")),
    ...(rest > 0 ? fold(moreTypes(rest, number), "  ").map(dim) : []),
    ...(isCut ? fold(firstTypes(types.length), "  ").map(dim) : []),
  ];
}

/** The result in one line. */
export function headline(lesson: Lesson, verdict: Verdict): string {
  return headlines(lesson, verdict)[0] ?? "";
}

/** The result in one line, the longest first: a screen takes the first that fits. */
export function headlines({ number, title }: Lesson, { outcome, tests, durationMs }: Verdict): string[] {
  const { passed, failed, couldNotRun, couldNotRunShort, counts, countsShort, seconds } = words.verdict;
  const count = tests.filter((test) => test.outcome === "passed").length;
  const long = counts(count, tests.length, seconds((durationMs / 1000).toFixed(1)));
  const short = countsShort(count, tests.length);
  const name = `${number} ${title}`;
  switch (outcome) {
    case "passed":
      return [passed(name, long), passed(name, short), passed(number, short)].map((line) => green(bold(line)));
    case "failed":
      return [failed(name, long), failed(name, short), failed(number, short)].map((line) => red(bold(line)));
    case "could-not-run":
      return [couldNotRun(name), couldNotRun(number), couldNotRunShort(number)].map((line) => yellow(bold(line)));
    default:
      return outcome satisfies never;
  }
}

/** Why a check could not run. */
export function renderTrouble(trouble: string, fold: Fold = wrap): string[] {
  return trouble.split("\n").flatMap((line) => fold(harmless(line), "  "));
}

/** What was noticed beside the tests; no lines when nothing was. */
export function renderNote({ note }: Verdict, fold: Fold = wrap): string[] {
  return note === undefined ? [] : ["", ...fold(harmless(note)).map(yellow)];
}

/** One failure: title, the three parts, and below them what the service did and said. */
export function renderFailure(test: TestVerdict, fold: Fold = wrap): string[] {
  return [...renderMessage(test, fold), ...renderEvidence(test, fold)];
}

/** What a failure says: title and the three parts. */
export function renderMessage({ title, message }: TestVerdict, fold: Fold): string[] {
  const { what = "", why = "", look = "" } = message ?? {};
  return [
    ...fold(words.verdict.failure(title)).map((line) => red(bold(line))),
    ...fold(harmless(what), "  ").map(bold),
    ...[why, look].flatMap((part) => fold(harmless(part), "  ")),
  ];
}

/** What a failure is shown with: what the service was asked, answered and printed, its SQL and its calls. */
export function renderEvidence({ exchange, log, sql, calls }: TestVerdict, fold: Fold): string[] {
  return [
    ...section(words.verdict.exchange, exchange, fold),
    ...section(words.verdict.log, log, fold),
    ...section(words.verdict.sql, sql, fold),
    ...section(words.verdict.calls, calls, fold),
  ];
}

/** Lines of the terminal that one line of evidence may take. */
const evidenceRows = 6;

function section(title: string, lines: readonly string[], fold: Fold): string[] {
  if (lines.length === 0) return [];
  const folded = (line: string) => {
    const rows = fold(harmless(line), "  |   ");
    const [first = "", ...rest] = rows.length > evidenceRows ? [...rows.slice(0, evidenceRows), "  |   ..."] : rows;
    return [`  | ${first.slice("  |   ".length)}`, ...rest];
  };
  return ["", ...fold(title, "  ").map(dim), ...lines.flatMap(folded).map(dim)];
}

/** One test: its outcome and title, and the task that it belongs to while it is not passed. */
export function renderTestLine({ outcome, title, task }: TestVerdict, fold: Fold = wrap): string[] {
  const paint = { passed: green, failed: red, "not-run": dim }[outcome];
  const text = task > 0 && outcome !== "passed" ? words.verdict.ofTask(title, task) : title;
  const [first = "", ...rest] = fold(text, testIndent);
  return [`  ${paint(words.verdict.marks[outcome])}  ${first.slice(testIndent.length)}`, ...rest];
}

const testIndent = "        ";

/*
 * What a service, a server or a learner's data say is cleaned where it is caught, and once more here, where it would meet
 * a terminal: nothing in it may move the cursor, change colours, hide text or turn it round. Joiners stay: they belong to
 * emoji and to several scripts.
 */
function harmless(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\t\r\n\u2028\u2029]/g, " ")
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}]/gu, "\ufffd");
}
