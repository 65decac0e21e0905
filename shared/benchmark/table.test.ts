import { expect, test } from "vitest";
import type { MeasuredRow } from "./row.ts";
import { format, renderRow } from "./table.ts";

const row: MeasuredRow = {
  name: "save-red",
  what: "save -> first failing test",
  unit: "ms",
  samples: [182, 150, 1_260],
  target: { below: 200 },
  rivals: [],
  notes: [],
};

test("a row shows what was promised, the median, the smallest, the largest, and whether it was met", () => {
  expect(renderRow(row)).toEqual([
    "save-red: save -> first failing test",
    "       182 ms  (150 ms - 1.26 s)    3 times                    under 200 ms: met",
  ]);
});

test("a promise that was not met says so in words", () => {
  expect(renderRow({ ...row, samples: [300] })).toEqual([
    "save-red: save -> first failing test",
    "       300 ms                       1 times                under 200 ms: NOT MET",
  ]);
});

test("a rival's line shows its own numbers, and how many times faster ours are", () => {
  const rivals = [{ what: "plain vitest", samples: [800, 700, 728], target: { faster: 3 } }];

  expect(renderRow({ ...row, rivals }).slice(2)).toEqual([
    "    rival: plain vitest",
    "       728 ms  (700 ms - 800 ms)    4.0 times faster             at least 3: met",
  ]);
});

test("a rival that is faster is shown as such", () => {
  const rivals = [{ what: "plain vitest", samples: [91] }];

  expect(renderRow({ ...row, rivals }).at(-1)).toBe("        91 ms                       2.0 times slower");
});

test("against a floor ours is so many times as long", () => {
  const rivals = [{ what: "the bare floor", samples: [91], target: { within: 2.5 } }];

  expect(renderRow({ ...row, rivals }).at(-1)).toBe(
    "        91 ms                       2.0 times as long           at most 2.5: met",
  );
});

test("what could not be measured says why", () => {
  const rivals = [{ what: "a container", skipped: "Docker is not installed" }];

  expect(renderRow({ ...row, rivals }).at(-1)).toBe("    rival: a container: not measured, Docker is not installed");
  expect(renderRow({ name: "memory", what: "memory", skipped: "not on this system" })).toEqual([
    "memory: memory",
    "    not measured, not on this system",
  ]);
});

test("no line is longer than 80 characters, and no word is lost", () => {
  const words = "a description that is much longer than any line may be and so has to be broken several times over ";
  const long: MeasuredRow = {
    ...row,
    what: words.trim(),
    samples: [123_456, 234_567],
    target: { below: 100_000, of: "every" },
    rivals: [
      { what: words.trim(), samples: [345_678, 345_679], target: { faster: 12.5 } },
      { what: words.trim(), skipped: words.trim() },
    ],
    notes: [words.repeat(3).trim()],
  };

  const lines = renderRow(long);

  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  expect(lines.join(" ").match(/several/g)).toHaveLength(7);
  expect(lines.join("\n")).toContain("each under 100.00 s: NOT MET");
});

test("times below a second are whole milliseconds, longer ones seconds; memory is whole megabytes", () => {
  expect([format(84.6, "ms"), format(1_234, "ms"), format(411.7, "MB")]).toEqual(["85 ms", "1.23 s", "412 MB"]);
});
