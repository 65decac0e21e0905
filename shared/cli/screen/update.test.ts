import { describe, expect, test } from "vitest";
import type { GuideEvent } from "./events.ts";
import { markdownText } from "./markdown-text.ts";
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
import { update } from "./update.ts";

const words = { toOpen: "o opens", toClose: "o closes" };
const red = verdictOn(greeting, ["greets", "greets again"]);
const green = verdictOn(greeting, []);
const failed = stateAfter(atStart(), judged(red));
const won = stateAfter(atStart(), judged(green, progressOf({ greeting: passed })));

const effects = (state: State, event: GuideEvent) => update(state, event).slice(1);

describe("checks", () => {
  test("the first red is shown before the other tests have run", () => {
    const state = stateAfter(atStart(), testEnds(red, 0), testEnds(red, 1));

    expect(state.failure?.title).toBe("greets");
    expect(state.running?.ended).toHaveLength(2);
  });

  test("after a save the test that was red runs first, and stays on the screen until it has ended", () => {
    const saved = stateAfter(stateAfter(atStart(), judged(verdictOn(greeting, ["greets again"]))), { type: "save" });
    expect(saved.running?.order).toEqual(["greets again", "answers at all", "greets"]);
    expect(saved.failure?.title).toBe("greets again");

    const state = stateAfter(saved, testEnds(verdictOn(greeting, ["greets"]), 2));

    expect(state.failure).toBeUndefined();
  });

  test("a save and r run the tests", () => {
    expect(effects(failed, { type: "save" })).toEqual([{ do: "check", isVisit: false }]);
    expect(effects(failed, key("r"))).toEqual([{ do: "check", isVisit: false }]);
  });

  test("the place where somebody reads is kept while the same test stays red", () => {
    const reading = { ...failed, top: 3 };

    expect(stateAfter(reading, judged(red)).top).toBe(3);
    expect(stateAfter(reading, judged(verdictOn(greeting, ["greets again"]))).top).toBe(0);
  });

  test("type errors stay until those of the next check are known, or its verdict came without any", () => {
    const state = stateAfter(failed, typed(2));
    expect(state.types).toHaveLength(2);

    const running = stateAfter(state, { type: "save" }, testEnds(red, 1));

    expect(running.types).toHaveLength(2);
    expect(stateAfter(running, typed(1), judged(red)).types).toHaveLength(1);
    expect(stateAfter(running, judged(red)).types).toEqual([]);
    expect(stateAfter(running, judged(red), typed(3)).types).toHaveLength(3);
    expect(stateAfter(running, { type: "types", types: undefined }).types).toEqual([]);
  });

  test("no other lesson shows them", () => {
    expect(stateAfter(failed, typed(2), key("n")).types).toEqual([]);
  });

  test("lines go on from a green lesson when its types are known, though a save came between", () => {
    const green = judged(verdictOn(greeting, []), progressOf({ greeting: passed }));
    const plain = stateAfter(atStart({ isPlain: true }), green);
    expect(plain.lesson).toBe(greeting);

    const checked = stateAfter(plain, { type: "save" }, green);

    expect(stateAfter(plain, typed(0)).lesson).toBe(notes);
    expect(stateAfter(checked, typed(1)).lesson).toBe(notes);
    expect(stateAfter(plain, { type: "save" }, typed(0)).lesson).toBe(greeting);
    expect(stateAfter(plain, { type: "save" }, typed(0), green).lesson).toBe(notes);
    expect(stateAfter(plain, { type: "save" }, judged(red), typed(0)).lesson).toBe(greeting);
  });

  test("a screen does not go on by itself", () => {
    expect(stateAfter(won, typed(1)).lesson).toBe(greeting);
  });

  test("a task is learned when it turns green, and not once more when it was green before", () => {
    expect(won.learned).toEqual([1]);
    expect(stateAfter(won, { type: "save" }, judged(green)).learned).toEqual([]);
  });
});

describe("keys", () => {
  test("n and p look at the neighbours, which does not begin them", () => {
    const [state, ...done] = update(failed, key("n"));

    expect(state.lesson).toBe(notes);
    expect(state.failure).toBeUndefined();
    expect(done).toEqual([
      { do: "watch", lesson: notes, begin: false },
      { do: "check", isVisit: true },
    ]);
    expect(stateAfter(state, key("p")).lesson).toBe(greeting);
    expect(stateAfter(state, key("n")).notes).toEqual(["This is the last lesson."]);
    expect(stateAfter(failed, key("p")).notes).toEqual(["This is the first lesson."]);
  });

  test("enter goes on from a green lesson only", () => {
    expect(update(failed, key("return"))).toEqual([failed]);

    const [state, ...done] = update(won, key("return"));

    expect(state.lesson).toBe(notes);
    expect(done).toContainEqual({ do: "watch", lesson: notes, begin: true });
  });

  test("h asks for the hint after the one that is shown, of the task that is red", () => {
    expect(effects(failed, key("h"))).toEqual([{ do: "hint", task: 1, after: 0 }]);

    const hinted = stateAfter(failed, { type: "hint", hint: { text: "two", number: 2, of: 3 }, task: 1 });

    expect(effects(hinted, key("h"))).toEqual([{ do: "hint", task: 1, after: 2 }]);
    expect(stateAfter(hinted, judged(red)).hint?.text).toBe("two");
    expect(stateAfter(hinted, judged(green)).hint).toBeUndefined();
    expect(stateAfter(won, key("h")).notes).toEqual(["Every test is green, so there is no hint to take."]);
    const given = stateAfter(atStart(), judged(verdictOn(greeting, ["answers at all"])));
    expect(stateAfter(given, key("h")).notes.join()).toContain("npm run diff 01");
  });

  test("a hint is brought into view where there is little room", () => {
    const small = stateAfter(failed, { type: "resize", size: { columns: 40, rows: 12 } });

    const state = stateAfter(small, {
      type: "hint",
      hint: { text: "Look again. ".repeat(8), number: 1, of: 3 },
      task: 1,
    });

    expect(state.top).toBeGreaterThan(0);
    expect(stateAfter(failed, { type: "hint", hint: { text: "Look.", number: 1, of: 3 }, task: 1 }).top).toBe(0);
  });

  test("the list has a cursor, and enter goes there", () => {
    const list = stateAfter(failed, key("l"), key("down"), key("down"));

    expect(list.view).toEqual({ kind: "list", cursor: 1 });
    expect(stateAfter(list, key("return")).lesson).toBe(notes);
    expect(update(stateAfter(list, key("up")), key("return"))).toHaveLength(1);
    expect(stateAfter(list, key("q")).view.kind).toBe("work");
    expect(stateAfter(list, { type: "save" }).view.kind).toBe("list");
  });

  test("a text is scrolled, its answers are opened, and it is closed", () => {
    const text = markdownText("<details><summary>Answer</summary>\n\n42\n\n</details>\n\nx\n\n".repeat(40), words);
    const page = stateAfter(failed, { type: "page", text });

    const open = (state: State) => (state.view.kind === "page" ? [...state.view.open] : []);
    expect(open(stateAfter(page, key("o")))).toEqual([0]);
    expect(open(stateAfter(page, key("o"), key("o")))).toEqual([]);
    expect(open(stateAfter(page, key("end"), key("o")))[0]).toBeGreaterThan(20);
    expect(stateAfter(page, key("space")).view).toMatchObject({ top: 22 });
    expect(stateAfter(page, key("q")).view.kind).toBe("work");
  });

  test("a solution is shown before its time only after a y", () => {
    expect(effects(failed, key("s"))).toEqual([{ do: "solution", agreed: false }]);

    const asked = stateAfter(failed, { type: "ask" });

    expect(effects(asked, key("y"))).toEqual([{ do: "solution", agreed: true }]);
    expect(update(asked, key("return"))).toEqual([expect.objectContaining({ view: { kind: "work" } })]);
  });

  test("what was answered to a key is gone with the next one", () => {
    const told = stateAfter(failed, key("p"));

    expect(stateAfter(told, key("down")).notes).toEqual([]);
  });
});

describe("the end", () => {
  const all = progressOf({ greeting: passed, notes: passed });

  test("when the last lesson is green, enter runs all of them once more", () => {
    const last = stateAfter(atStart({ lesson: notes }), judged(verdictOn(notes, []), all));
    expect(effects(last, key("return"))).toEqual([{ do: "check-all" }]);

    const state = stateAfter(last, key("return"), { type: "finale", lesson: greeting }, { type: "finale-passed" });

    expect(state.finale).toEqual({ kind: "passed" });
  });

  test("a lesson that is red again is where it goes on", () => {
    const [state, ...done] = update(won, { type: "finale-red", lesson: notes, progress: all });

    expect(state.lesson).toBe(notes);
    expect(state.notes).toEqual(["02 Notes is red again, so the course is not finished yet."]);
    expect(done[0]).toEqual({ do: "watch", lesson: notes, begin: true });
  });

  test("who has passed everything before is led straight to the end", () => {
    const state = { ...failed, progress: all };

    expect(effects(state, { type: "start" })).toEqual([{ do: "check-all" }]);
  });
});

describe("lines instead of a screen", () => {
  const plain = atStart({ isPlain: true });

  test("a lesson that turns green leads on, a passed one that was only visited does not", () => {
    const green1 = judged(green, progressOf({ greeting: passed }));
    expect(stateAfter(plain, green1, typed(0)).lesson).toBe(notes);

    const again = atStart({ isPlain: true, progress: progressOf({ greeting: passed }), lesson: notes });
    expect(stateAfter(again, key("p"), green1, typed(0)).lesson).toBe(greeting);
    expect(stateAfter(again, key("p"), judged(red), green1, typed(0)).lesson).toBe(notes);
  });

  test("a lesson to which the course has led leads on, though another window has passed it meanwhile", () => {
    const elsewhere: GuideEvent = { type: "progress", progress: progressOf({ greeting: passed, notes: passed }) };
    const last = stateAfter(plain, judged(green, progressOf({ greeting: passed })), typed(0), elsewhere);

    const done = stateAfter(last, judged(verdictOn(notes, []), elsewhere.progress), typed(0));

    expect(last.lesson).toBe(notes);
    expect(done.finale).toEqual({ kind: "running", lesson: greeting });
  });

  test("after the last verdict it ends", () => {
    expect(effects(plain, { type: "finale-passed" })).toEqual([{ do: "quit" }]);
    expect(effects(failed, { type: "finale-passed" })).toEqual([]);
  });
});
