import { afterEach, expect, test, vi } from "vitest";
import {
  canBeSlowness,
  debuggerIsAwaited,
  forEver,
  forgetDeadlines,
  noteCertainty,
  patience,
  setPatience,
  stretched,
} from "./patience.ts";

afterEach(() => {
  vi.useRealTimers();
  setPatience({ factor: 1 });
  forgetDeadlines();
});

test("a deadline is as long as it says, and longer on a machine that needs more patience", () => {
  expect(patience(3_000)).toBe(3_000);

  setPatience({ factor: 3 });

  expect(patience(3_000)).toBe(9_000);
  expect(stretched(400)).toBe(1_200);
});

test("while a person debugs the service no deadline passes, and they are told when it waits for them", () => {
  let told = 0;
  setPatience({
    factor: 1,
    onWaiting: () => {
      told += 1;
    },
  });

  debuggerIsAwaited();

  expect(patience(3_000)).toBe(forEver);
  expect(stretched(400)).toBe(400);
  expect(told).toBe(1);
});

test("a failure can be slowness once a deadline has passed in its test, or when the test took a second", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  patience(500);
  patience(3_000);

  vi.advanceTimersByTime(400);
  expect(canBeSlowness(400)).toBe(false);
  vi.advanceTimersByTime(200);
  expect(canBeSlowness(600)).toBe(true);

  forgetDeadlines(); // the next test
  expect(canBeSlowness(600)).toBe(false);
  expect(canBeSlowness(1_100)).toBe(true);
});

test("what is certain is no slowness, however long it took", () => {
  noteCertainty();
  expect(canBeSlowness(9_000)).toBe(false);

  forgetDeadlines();
  expect(canBeSlowness(9_000)).toBe(true);
});
