import type { MeasuredRow, RatioTarget, Rival, Row, Target, Unit } from "./row.ts";
import { isMet, isRatioMet, ratioOf, summarise } from "./statistics.ts";

/** Fits every terminal, and the README. */
const width = 80;
/* Columns of the numbers: median, then min and max. */
const medianWidth = 9;
const spreadWidth = 19;

/** One row as lines of at most 80 characters: what and target, our numbers, each rival's, then what to know. */
export function renderRow(row: Row): string[] {
  const head = fill(`${row.name}: ${row.what}`, "", "    ");
  if ("skipped" in row) return [...head, ...fill(`not measured, ${row.skipped}`, "    ", "    ")];
  const { unit, samples, target, rivals, notes } = row;
  return [
    ...head,
    ...ends(
      `    ${numbers(samples, unit)}  ${samples.length} times`,
      verdict(target && targetText(target, unit), isMet(row)),
    ),
    ...rivals.flatMap((rival) => renderRival(rival, row)),
    ...notes.flatMap((note) => fill(note, "    ", "    ")),
  ];
}

function renderRival(rival: Rival, { samples, unit }: MeasuredRow): string[] {
  if ("skipped" in rival) return fill(`rival: ${rival.what}: not measured, ${rival.skipped}`, "    ", "      ");
  const ratio = ratioOf(samples, rival);
  return [
    ...fill(`rival: ${rival.what}`, "    ", "      "),
    ...ends(
      `    ${numbers(rival.samples, unit)}  ${ratioWords(ratio, rival.target)}`,
      verdict(rival.target && ratioText(rival.target), isRatioMet(ratio, rival.target)),
    ),
  ];
}

function ratioWords(ratio: number, target: RatioTarget | undefined): string {
  if (target && "within" in target) return `${ratio.toFixed(1)} times as long`;
  return ratio >= 1 ? `${ratio.toFixed(1)} times faster` : `${(1 / ratio).toFixed(1)} times slower`;
}

function numbers(samples: readonly number[], unit: Unit): string {
  const { median, min, max } = summarise(samples);
  const spread = samples.length === 1 ? "" : `(${format(min, unit)} - ${format(max, unit)})`;
  return `${format(median, unit).padStart(medianWidth)}  ${spread.padEnd(spreadWidth)}`;
}

const targetText = ({ below, of }: Target, unit: Unit) =>
  `${of === "every" ? "each " : ""}under ${format(below, unit)}`;

const ratioText = (target: RatioTarget) =>
  "faster" in target ? `at least ${target.faster}` : `at most ${target.within}`;

const verdict = (target: string | undefined, met: boolean | undefined) =>
  target === undefined ? "" : `${target}: ${met ? "met" : "NOT MET"}`;

/** 85 ms, 1.23 s, 412 MB. */
export function format(value: number, unit: Unit): string {
  if (unit === "MB") return `${Math.round(value)} MB`;
  return value < 1_000 ? `${Math.round(value)} ms` : `${(value / 1_000).toFixed(2)} s`;
}

/* Left and right ends of a line; below each other when they do not fit beside each other. */
function ends(left: string, right: string): string[] {
  if (right === "") return [left.trimEnd()];
  const gap = width - left.length - right.length;
  return gap >= 2 ? [left + " ".repeat(gap) + right] : [left.trimEnd(), right.padStart(width)];
}

function fill(text: string, first: string, rest: string): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(" ")) {
    if (line.trim() !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest;
    }
    line += line.trim() === "" ? word : ` ${word}`;
  }
  return [...lines, line];
}
