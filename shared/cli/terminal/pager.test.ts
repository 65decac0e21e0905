import { expect, test } from "vitest";
import { type PagerState, scroll, statusLine } from "./pager.ts";
import { joinRows, screenRows } from "./screen-rows.ts";

const state = (length: number, top = 0): PagerState => ({
  lines: Array.from({ length }, (_, line) => `line ${line}`),
  top,
});
const topAfter = (keys: readonly string[], from: PagerState, rows: number) =>
  keys.reduce((at, key) => scroll(at, key, rows), from).top;

test("keys lead through a text, and never past its ends", () => {
  expect(topAfter(["space"], state(100), 23)).toBe(22);
  expect(topAfter(["space", "pagedown", "b"], state(100), 23)).toBe(22);
  expect(topAfter(["down", "j", "return", "up"], state(100), 23)).toBe(2);
  expect(topAfter(["space", "space", "space", "space", "space"], state(100), 23)).toBe(77);
  expect(topAfter(["end"], state(100), 23)).toBe(77);
  expect(topAfter(["end", "home"], state(100), 23)).toBe(0);
  expect(topAfter(["up", "b", "k", "pageup"], state(100), 23)).toBe(0);
  expect(topAfter(["x"], state(100, 5), 23)).toBe(5);
});

test("a text that is shorter than the screen does not move", () => {
  expect(topAfter(["space", "end", "down"], state(5), 23)).toBe(0);
});

test("on a screen of one row a page is one line", () => {
  expect(topAfter(["space", "space"], state(5), 1)).toBe(2);
});

test("the last row says how much was seen, and the keys that do something there", () => {
  expect(statusLine(state(100), 25)).toBe("25% - space: on, q: close");
  expect(statusLine(state(100, 12), 25)).toBe("37% - space: on, b: back, q: close");
  expect(statusLine(state(100, 75), 25)).toBe("end - b: back, q: close");
  expect(statusLine(state(5), 25)).toBe("end - q: close");
  expect(statusLine(state(100, 12), 25, true)).toBe("37% - o: answer, space: on, q: close");
  expect(statusLine(state(1000, 974), 25, true).length).toBeLessThan(40);
});

test("a line that is too wide takes several rows, and is written as one", () => {
  const rows = screenRows(["short", "", "0123456789ab", "猫猫猫猫"], 5);

  expect(rows.map(({ text }) => text)).toEqual(["short", "", "01234", "56789", "ab", "猫猫", "猫猫"]);
  expect(rows.map(({ line }) => line)).toEqual([0, 1, 2, 2, 2, 3, 3]);
  expect(joinRows(rows)).toBe("short\r\n\r\n0123456789ab\r\n猫猫猫猫");
  expect(joinRows(rows.slice(3, 6))).toBe("56789ab\r\n猫猫");
});
