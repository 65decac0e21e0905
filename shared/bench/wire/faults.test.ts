import { describe, expect, test } from "vitest";
import { Faults } from "./faults.ts";

const nothing = { delayMs: 0, cut: false, failure: undefined, loseAnswer: false };

describe("Faults", () => {
  test("strike the n-th statement that matches, once", () => {
    const faults = new Faults();
    faults.cut({ matching: /^update/, nth: 2 });

    const cuts = ["update 1", "select", "update 2", "update 3"].map((text) => faults.fateOf(text).cut);

    expect(cuts).toEqual([false, false, true, false]);
  });

  test("count from the moment they were ordered", () => {
    const faults = new Faults();
    faults.fateOf("insert 1");
    faults.cut({ nth: 2 });

    expect(faults.fateOf("insert 2").cut).toBe(false);
    expect(faults.fateOf("insert 3").cut).toBe(true);
  });

  test("see each statement even when the pattern has the g flag", () => {
    const faults = new Faults();
    faults.delay({ matching: /select/g, ms: 5 });

    expect(["select 1", "select 2", "select 3"].map((text) => faults.fateOf(text).delayMs)).toEqual([5, 5, 5]);
  });

  test("add up on one statement", () => {
    const faults = new Faults();
    faults.delay({ ms: 3 });
    faults.delay({ ms: 7 });
    faults.fail({ code: "23505" });
    faults.cutAfter({});

    expect(faults.fateOf("insert")).toEqual({
      delayMs: 7,
      cut: false,
      failure: { code: "23505", message: "the test made this statement fail" },
      loseAnswer: true,
    });
    expect(faults.fateOf("insert")).toEqual({ ...nothing, delayMs: 7 });
  });

  test("are all forgotten by clear", () => {
    const faults = new Faults();
    faults.cut({});
    faults.delay({ ms: 5 });

    faults.clear();

    expect(faults.fateOf("select")).toEqual(nothing);
  });

  test.for([
    [
      (faults: Faults) => faults.fail({ code: "unique" }),
      'failStatement: code must be an SQLSTATE such as "23505", got "unique"',
    ],
    [
      (faults: Faults) => faults.fail({ code: "00000" }),
      'failStatement: code must be an SQLSTATE such as "23505", got "00000"',
    ],
    [(faults: Faults) => faults.cut({ nth: 0 }), "cut: nth must be 1, 2, 3 ..., got 0"],
    [(faults: Faults) => faults.cutAfter({ nth: 1.5 }), "cutAfter: nth must be 1, 2, 3 ..., got 1.5"],
    [(faults: Faults) => faults.delay({ ms: -1 }), "delay: ms must be from 0 to 2147483647, got -1"],
    [(faults: Faults) => faults.delay({ ms: Number.NaN }), "delay: ms must be from 0 to 2147483647, got NaN"],
  ] as const)("refuse an order that cannot be meant: %#", ([order, message]) => {
    expect(() => order(new Faults())).toThrow(new RangeError(message));
  });
});
