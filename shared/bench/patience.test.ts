import { afterEach, expect, test } from "vitest";
import { debuggerIsAwaited, forEver, patience, setDebugging } from "./patience.ts";

afterEach(() => setDebugging(undefined));

test("a deadline is as long as it says", () => {
  expect(patience(3_000)).toBe(3_000);
});

test("while a person debugs the service no deadline passes, and they are told when it waits for them", () => {
  let told = 0;
  setDebugging(() => {
    told += 1;
  });

  debuggerIsAwaited();

  expect(patience(3_000)).toBe(forEver);
  expect(told).toBe(1);
});
