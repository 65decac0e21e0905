import { expect, test } from "vitest";
import { isMet, isRatioMet, ratioOf, summarise } from "./statistics.ts";

test("the median of an odd number of samples is the one in the middle, whatever their order", () => {
  expect(summarise([900, 100, 200])).toEqual({ median: 200, min: 100, max: 900, count: 3 });
});

test("the median of an even number of samples lies between the two in the middle", () => {
  expect(summarise([400, 100, 300, 200])).toEqual({ median: 250, min: 100, max: 400, count: 4 });
});

test("numbers are compared as numbers, not as text", () => {
  expect(summarise([1_000, 9, 80]).median).toBe(80);
});

test("nothing measured is an error, not a zero", () => {
  expect(() => summarise([])).toThrow("nothing was measured");
});

test("one slow sample does not break a promise about the median", () => {
  expect(isMet({ samples: [100, 110, 900], target: { below: 200 } })).toBe(true);
});

test("one slow sample breaks a promise about every sample", () => {
  expect(isMet({ samples: [100, 110, 900], target: { below: 200, of: "every" } })).toBe(false);
});

test("a number that reaches the limit is not below it", () => {
  expect(isMet({ samples: [200], target: { below: 200 } })).toBe(false);
});

test("without a promise nothing is met or missed", () => {
  expect(isMet({ samples: [1] })).toBeUndefined();
  expect(isRatioMet(3, undefined)).toBeUndefined();
});

test("a rival that takes three times as long makes ours three times faster", () => {
  const ratio = ratioOf([100, 100, 400], { samples: [300], target: { faster: 3 } });

  expect(ratio).toBe(3);
  expect(isRatioMet(ratio, { faster: 3 })).toBe(true);
  expect(isRatioMet(ratio, { faster: 3.1 })).toBe(false);
});

test("against a floor the ratio says how many times as long ours takes", () => {
  const ratio = ratioOf([200], { samples: [80], target: { within: 2.5 } });

  expect(ratio).toBe(2.5);
  expect(isRatioMet(ratio, { within: 2.5 })).toBe(true);
  expect(isRatioMet(ratio, { within: 2.4 })).toBe(false);
});
