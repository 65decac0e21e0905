import { bold, green, red, yellow } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";
import type { Check } from "./check.ts";

const marks = { problem: "MEND", note: "note", ok: "ok" } as const;
const paints = { problem: red, note: yellow, ok: green } as const;
const indent = "      ";

/** Whether the course can run, then what keeps it from running, then what could be better, then what is well. */
export function renderChecks(checks: readonly Check[]): string[] {
  const of = (outcome: Check["outcome"]) => checks.filter((check) => check.outcome === outcome);
  const problems = of("problem");
  const verdict = words.doctor.verdict(problems.length);
  return [
    ...wrap(verdict).map((line) => bold((problems.length === 0 ? green : red)(line))),
    "",
    ...[...problems, ...of("note")].flatMap((check) => [...renderCheck(check), ""]),
    ...of("ok").flatMap(renderCheck),
  ];
}

/** One check; a command to copy stands on a line of its own, which is never broken. */
export function renderCheck({ name, outcome, found, mend }: Check): string[] {
  const [first = "", ...rest] = wrap(`${name}: ${found}`, indent);
  const lines = [`${paints[outcome](marks[outcome].padEnd(indent.length))}${first.trimStart()}`, ...rest];
  return mend === undefined ? lines : [...lines, ...renderMend(mend)];
}

function renderMend(mend: string): string[] {
  const at = mend.indexOf(": ");
  if (at < 0) return wrap(mend, indent);
  return [...wrap(mend.slice(0, at + 1), indent), `${indent}  ${bold(mend.slice(at + 2))}`];
}
