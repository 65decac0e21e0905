import { expect, test } from "vitest";
import { must, mustEnd, mustSoon } from "./must.ts";

const says = /PASSED 01 Greeting/;

test("a command that ended as it must is survived, however its lines are wrapped", () => {
  mustEnd({ code: 0, output: "PASSED  01\nGreeting: 3 of 3" }, { code: 0, says });
  must(true, "never thrown");
});

test.each([
  ["another exit code", { code: 1, output: "PASSED 01 Greeting" }, "It ended with 1 instead of 0"],
  ["no exit code", { code: null, output: "PASSED 01 Greeting" }, "It ended with null instead of 0"],
  ["other words", { code: 0, output: "FAILED 01 Greeting" }, "It said nothing like"],
  ["a stack", { code: 0, output: "PASSED 01 Greeting\n    at read (node:fs:1535:35)" }, "It showed a stack"],
])("%s is not survived", (_how, ended, sentence) => {
  expect(() => mustEnd(ended, { code: 0, says })).toThrow(sentence);
});

test("what is left for too long is told in the last look's words, and what goes in time is not", async () => {
  let looks = 0;

  await mustSoon(5_000, () => (++looks < 3 ? "a process is left" : undefined));
  expect(looks).toBe(3);

  await expect(mustSoon(0, () => "process 7 is left")).rejects.toThrow("After 0 s: process 7 is left");
});
