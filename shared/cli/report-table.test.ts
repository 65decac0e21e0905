import { expect, test } from "vitest";
import type { Lesson } from "#shared/lessons/course.ts";
import { reportTable } from "./report-table.ts";

const report = (name: string, durationMs: number, problems: string[] = []) => ({
  lesson: { name } as Lesson,
  proofs: 12,
  problems,
  durationMs,
});

test("a lesson has one row over all its rounds, in the order of the course", () => {
  const rounds = [
    report("07-move-money", 23_040),
    report("02-card-menu", 9_960),
    report("07-move-money", 101_000, ["it is red"]),
    report("02-card-menu", 9_980),
  ];

  expect(reportTable(rounds)).toEqual([
    "lesson         proofs  rounds  failed     seconds",
    "02-card-menu       12       2       0        10.0",
    "07-move-money      12       2       1  23.0-101.0",
  ]);
});
