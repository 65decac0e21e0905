import stringWidth from "string-width";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { markdownText } from "./markdown-text.ts";
import { codeText } from "./page-text.ts";
import { render } from "./render.ts";
import type { State } from "./state.ts";
import {
  atStart,
  greeting,
  judged,
  key,
  notes,
  passed,
  progressOf,
  stateAfter,
  testEnds,
  typed,
  verdictOn,
} from "./test-state.ts";

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 40, rows: 24 },
  { columns: 40, rows: 10 },
  { columns: 120, rows: 40 },
  { columns: 20, rows: 5 },
];

/** The words on the screen, whatever the rows they stand in. */
const textOf = (state: State) => render(state).join(" ").replace(/\s+/g, " ");

const red = verdictOn(greeting, ["greets", "greets again"]);
const place = "shared/check/fixtures/course/lessons/01-greeting/src/server.ts";
const longLine = "a wish that does not fit into any row of a small screen ".repeat(5).trim();
const wide =
  "Ein Otter 🦦 und 猫 im Laden, /a/path/without/any/space/that/could/be/used/to/break/it/in/two/halves".repeat(3);

/** Every screen that can be met. */
function screens(size: State["size"]): Record<string, State> {
  const start = atStart({ size });
  const failed = stateAfter(start, judged(red));
  const message = { what: wide, why: longLine, look: longLine };
  const hint = { text: longLine, number: 1, of: 3 };
  const readme = markdownText(`# Title\n\n${longLine}\n\n    ${wide}\n`, { toOpen: "", toClose: "" });
  const all = progressOf({ greeting: passed, notes: passed });
  return {
    start,
    failed,
    "a long failure": stateAfter(
      start,
      judged(verdictOn(greeting, ["greets"], { message, log: [wide, longLine], sql: [wide] })),
    ),
    types: stateAfter(failed, typed(10, wide)),
    scrolled: stateAfter(failed, key("pagedown"), key("down")),
    hint: stateAfter(failed, { type: "hint", hint, task: 1 }),
    notes: stateAfter(failed, { type: "note", lines: [longLine, wide] }),
    asked: stateAfter(failed, { type: "ask" }),
    list: stateAfter(failed, key("l")),
    help: stateAfter(failed, key("?")),
    text: stateAfter(failed, { type: "page", text: readme }, key("end")),
    code: stateAfter(failed, {
      type: "page",
      title: "The solution",
      text: codeText([wide, "const a = 1;"]),
    }),
    trouble: stateAfter(start, judged({ ...red, outcome: "could-not-run", trouble: `${wide}\n${longLine}` })),
    green: stateAfter(start, judged(verdictOn(greeting, []), progressOf({ greeting: passed }))),
    "PostgreSQL is known": stateAfter(failed, { type: "postgres", line: `PostgreSQL 18.4 (${longLine})` }),
    "green with types": stateAfter(
      start,
      judged(verdictOn(greeting, []), progressOf({ greeting: passed })),
      typed(2, longLine),
    ),
    finale: stateAfter(start, judged(verdictOn(greeting, []), all), key("return")),
    end: stateAfter(start, { type: "finale-passed" }),
  };
}

describe.each(sizes)("on $columns x $rows", (size) => {
  test.each(Object.entries(screens(size)))("the screen fits: %s", (_name, state) => {
    const rows = render(state);

    expect(rows.length).toBeLessThanOrEqual(size.rows);
    expect(Math.max(...rows.map((row) => stringWidth(row)))).toBeLessThanOrEqual(size.columns);
    expect(rows.join("")).not.toMatch(/[\n\r\t]/);
  });
});

test.each(sizes.slice(0, 4))("what happened, why and where to look win the room on $columns x $rows", (size) => {
  const { what, why, look } = red.tests.find(({ title }) => title === "greets")?.message ?? {};
  const state = stateAfter(atStart({ size }), { type: "note", lines: [longLine] }, judged(red));

  const text = textOf(state);

  for (const part of [what, why, look]) expect(text).toContain(part);
  expect(text).toContain("FAIL greets");
});

test("rows that do not fit are counted, and space leads to them", () => {
  const state = stateAfter(atStart({ size: { columns: 80, rows: 15 } }), judged(red));

  expect(render(state).join("\n")).toMatch(/\.\.\. \d+ more lines \(down, space\)/);
  expect(textOf(state)).not.toContain("greets again");
  const end = stateAfter(state, key("space"), key("space"), key("space"));
  expect(textOf(end)).toContain("greets again (task 1)");
  expect(textOf(end)).not.toContain("more lines");
});

test("while tests run, the screen says which, and how many there are", () => {
  const state = stateAfter(atStart(), testEnds(red, 0));

  expect(render(state)[0]).toBe("RUNNING  01 Greeting: test 2 of 3, greets");
});

test("the path to edit has the line that the failure names", () => {
  const log = [
    "Error: late",
    `at other (${place}:9:1)`,
    "Error: early",
    `at answer (${place}:14:11)`,
    `at ${place}:20:1`,
  ];

  const state = stateAfter(atStart(), judged(verdictOn(greeting, ["greets"], { log })));

  expect(render(state)).toContain(`Edit  ${place}:14`);
});

test("where the terminal knows links, the path opens the file at its line, and the screen still fits", () => {
  vi.stubEnv("FORCE_HYPERLINK", "1");
  vi.stubEnv("NO_COLOR", "");
  vi.stubEnv("TERM_PROGRAM", "");
  onTestFinished(() => void vi.unstubAllEnvs());
  const log = [`at answer (${place}:14:11)`];

  const rows = render(
    stateAfter(atStart({ size: { columns: 40, rows: 24 } }), judged(verdictOn(greeting, ["greets"], { log }))),
  );

  const linked = rows.filter((row) => row.includes("\u001b]8;;file://"));
  expect(linked.map((row) => row.includes(`/${place}#14\u0007`))).toEqual([true, true, true]);
  expect(Math.max(...rows.map((row) => stringWidth(row)))).toBeLessThanOrEqual(40);
});

test("the bar moves on when a lesson is passed", () => {
  const start = atStart();
  expect(render(start)).toContain("Part 1 of 2: Say hello  [>-]  about 2 min left");

  const state = stateAfter(start, judged(verdictOn(greeting, []), progressOf({ greeting: passed })));

  expect(render(state)).toContain("Part 1 of 2: Say hello  [#-]  about 1 min left");
  expect(textOf(state)).toContain("Task 1 is done. A greeting is an answer.");
  expect(textOf(state)).toContain("Goal reached: Be the smallest lesson that a check can judge.");
  expect(textOf(state)).toContain("Enter goes on to 02 Notes (about 1 minutes).");
});

test("a check that could not run is trouble of the machine, and says what to do", () => {
  const verdict = { ...verdictOn(notes, []), outcome: "could-not-run", trouble: "PostgreSQL is gone." } as const;

  const text = textOf(stateAfter(atStart({ lesson: notes }), judged(verdict)));

  expect(text).toContain("COULD NOT RUN 02 Notes (this says nothing about your work)");
  expect(text).toContain("PostgreSQL is gone. r tries again. To look for the cause: npm run doctor");
  expect(text).not.toContain("FAIL");
});

test("type errors stand beside the first red, three of them, above what the service printed", () => {
  const text = textOf(stateAfter(atStart({ size: { columns: 80, rows: 40 } }), judged(red), typed(5)));

  const error = (line: number) =>
    `lessons/01-greeting/src/server.ts:${line}: Type 'string' is not assignable to type 'number'.`;
  expect(text).toContain(
    `Types (the tests do not judge these) ${error(1)} ${error(2)} ${error(3)} ... and 2 more: npm run check 01 What was`,
  );
  expect(text).not.toContain(error(4));
});

test("the celebration of a passed lesson says once that types are wrong", () => {
  const green = judged(verdictOn(greeting, []), progressOf({ greeting: passed }));
  const state = stateAfter(atStart({ size: { columns: 80, rows: 40 } }), green, typed(1));

  const text = textOf(state);

  expect(text).toMatch(/^PASSED 01 Greeting: 3 of 3/);
  expect(text).toContain("Goal reached");
  expect(text.match(/Types \(the tests do not judge these, and the lesson stays passed\)/g)).toHaveLength(1);
  expect(textOf(stateAfter(state, { type: "finale-passed" }))).not.toContain("Types (");
});

test("what a service prints cannot draw on the screen", () => {
  const nasty = "\u001b[2J\u001b[H\u001b]0;title\u0007\u009b31mPASSED\u202e everything\r\b\b\b\u0000";
  const message = { what: nasty, why: nasty, look: nasty };
  const more = { message, log: [nasty], exchange: [nasty], sql: [nasty] };

  const rows = render(stateAfter(atStart(), judged(verdictOn(greeting, ["greets"], more)), typed(1, nasty)));

  expect(rows.join("")).toContain("PASSED");
  expect(rows.join("")).not.toMatch(/(?![\u200c\u200d])[\p{Cc}\p{Cf}]/u);
});
