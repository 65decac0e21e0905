import type { LessonReport } from "#shared/verify/verify-lessons.ts";
import { words } from "./words/index.ts";

/** One row a lesson, in the order of the course, over all its rounds; seconds from the shortest to the longest round. */
export function reportTable(reports: readonly LessonReport[]): string[] {
  const lessons = new Map<string, LessonReport[]>();
  for (const report of reports) lessons.set(report.lesson.name, [...(lessons.get(report.lesson.name) ?? []), report]);
  const rows = [...lessons]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, rounds]) => [name, proofs(rounds), String(rounds.length), failed(rounds), seconds(rounds)]);
  const all = [words.verify.columns, ...rows];
  const widths = words.verify.columns.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => row.map((cell, column) => align(cell, widths[column] ?? 0, column)).join("  "));
}

const proofs = ([first]: readonly LessonReport[]) => String(first?.proofs ?? 0);
const failed = (rounds: readonly LessonReport[]) => String(rounds.filter(({ problems }) => problems.length > 0).length);

function seconds(rounds: readonly LessonReport[]): string {
  const times = rounds.map(({ durationMs }) => durationMs / 1_000);
  const [least, most] = [Math.min(...times), Math.max(...times)].map((time) => time.toFixed(1));
  return least === most ? `${least}` : `${least}-${most}`;
}

/* Names to the left, numbers to the right. */
const align = (cell: string, width: number, column: number) =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);
