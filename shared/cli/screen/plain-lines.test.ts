import { expect, test } from "vitest";
import type { GuideEvent } from "./events.ts";
import { plainLines } from "./plain-lines.ts";
import type { State } from "./state.ts";
import {
  atStart,
  greeting,
  judged,
  key,
  passed,
  progressOf,
  stateAfter,
  testEnds,
  typed,
  verdictOn,
} from "./test-state.ts";

const start = atStart({ isPlain: true });
const red = verdictOn(greeting, ["greets", "greets again"]);
const linesOf = (before: State, event: GuideEvent) => plainLines(stateAfter(before, event), event, before).join("\n");

test("the first red is printed when it is known, and not once more with the verdict", () => {
  const first = stateAfter(start, testEnds(red, 0));
  expect(linesOf(start, testEnds(red, 0))).toBe("");
  expect(linesOf(first, testEnds(red, 1))).toMatch(/^FAIL {2}greets\n {2}GET \/greeting -> expected 200/);

  const seen = stateAfter(first, testEnds(red, 1));
  const verdict = linesOf(stateAfter(seen, testEnds(red, 2)), judged(red));

  expect(linesOf(seen, testEnds(red, 2))).toBe("");
  expect(verdict).toMatch(/^\nFAILED {2}01 Greeting: 1 of 3[^\n]*\n {2}ok {4}answers at all\n/);
  expect(verdict).toMatch(/\n\nWaiting for a save in 01-greeting\/src\./);
});

test("a red that was not shown yet comes with the verdict", () => {
  const seen = stateAfter(start, testEnds(verdictOn(greeting, ["greets again"]), 2));

  expect(linesOf(seen, judged(red))).toMatch(/^\nFAILED[^\n]*\n\nFAIL {2}greets\n/);
});

test("a green lesson is followed by the next one, when what its types are has been said", () => {
  const green = judged(verdictOn(greeting, []), progressOf({ greeting: passed }));
  const won = stateAfter(start, green);
  const lines = linesOf(start, green);

  expect(lines).toMatch(/^\nPASSED {2}01 Greeting[\s\S]*\nTask 1 is done\.[\s\S]*\nGoal reached:/);
  expect(lines).not.toMatch(/Waiting for|02 Notes/);
  expect(linesOf(won, typed(0))).toMatch(/^\n02 Notes \(lesson 2 of 2, about 1 minutes\)\n/);
  expect(linesOf(won, { type: "types", types: undefined })).toMatch(/^\n02 Notes/);
  expect(linesOf(won, typed(1))).toMatch(
    /^\nTypes \(the tests do not judge these, and the lesson stays passed\)\n {2}lessons\/01-greeting\/src\/server\.ts:1: Type[^\n]*\n[^\n]*\n\n02 Notes/,
  );
});

test("type errors that are known before the verdict are printed with it, others below it; both once", () => {
  const title = /Types \(the tests do not judge these\)\n/;
  const seen = stateAfter(start, testEnds(red, 1));
  const early = linesOf(stateAfter(seen, typed(1)), judged(red));

  expect(linesOf(seen, typed(1))).toBe("");
  expect(early).toMatch(
    /greets again \(task 1\)\n\nTypes \(the[\s\S]*server\.ts:1: Type[\s\S]*\n\nWaiting for a save in [^\n]*$/,
  );
  expect(linesOf(seen, judged(red))).not.toMatch(title);
  expect(linesOf(stateAfter(seen, judged(red)), typed(2))).toMatch(
    /^\nTypes \(the[\s\S]*server\.ts:1: [\s\S]*server\.ts:2: [\s\S]*\n\nWaiting for a save/,
  );
  expect(linesOf(stateAfter(seen, judged(red)), typed(0))).toBe("");
});

test.each([
  ["l", /^\nPart 1: Say hello[\s\S]*> 01 Greeting/],
  ["?", /^\nKeys\n\nr {4}run the tests again/],
  ["p", /^This is the first lesson\.$/],
])("%s prints what it would show", (name, lines) => {
  expect(linesOf(start, key(name))).toMatch(lines);
});

test("what is told between the tests has lines of its own", () => {
  expect(linesOf(start, { type: "postgres", line: "No PostgreSQL:\n  url: none" })).toBe("No PostgreSQL:\nurl: none");
  expect(linesOf(start, { type: "note", lines: ["a note"] })).toBe("a note");
  expect(linesOf(start, { type: "hint", task: 1, hint: { text: "Look.", number: 1, of: 3 } })).toBe(
    "\nHint 1 of 3\n  Look.",
  );
  expect(linesOf(start, { type: "ask" })).toContain("(y/n)");
});
