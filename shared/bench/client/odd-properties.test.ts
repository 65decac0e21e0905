import { expect, test } from "vitest";
import { Answer } from "./answer.ts";
import { sayOddProperties } from "./odd-properties.ts";

const leaf = { slug: "birthday", title: "Birthday", children: [] };
const cards = { slug: "cards", title: "Cards", children: [leaf] };

test("a property too much is named by its place, and how many more there are", () => {
  const got = [{ ...cards, under: null, children: [{ ...leaf, under: "cards" }] }];

  expect(sayOddProperties({ items: got }, { items: [cards] })).toBe(
    "items[0].under is too much, and 1 more; the rest of the body is right",
  );
  expect(sayOddProperties([{ ...leaf, under: "cards" }], [leaf])).toBe(
    "[0].under is too much; the rest of the body is right",
  );
});

test("a property under another name is missing, and too much", () => {
  const { children, ...rest } = leaf;

  expect(sayOddProperties({ ...rest, pages: children }, leaf)).toBe(
    "children is missing, pages is too much; the rest of the body is right",
  );
});

test("nothing is said of values that differ in more than their properties", () => {
  for (const got of [
    { ...leaf, under: "cards", title: "Wedding" },
    { ...leaf, under: "cards", children: [leaf] },
    { ...leaf, under: "cards", children: {} },
    { ...leaf, under: "cards", children: null },
    [leaf],
    undefined,
  ]) {
    expect(sayOddProperties(got, leaf)).toBeUndefined();
  }
  expect(sayOddProperties(leaf, leaf)).toBeUndefined();
});

test("a message names the property when the bodies are too long to be shown whole, and shows them when they are not", () => {
  const message = (wanted: object[]) => {
    const text = JSON.stringify(wanted.map((card) => ({ ...card, under: null })));
    const request = { method: "GET", path: "/menu", headers: {}, body: undefined };
    const answer = new Answer(request, { status: 200, headers: {}, text });
    return () => answer.mustBe({ body: wanted }, { why: "Why.", look: "Look." });
  };

  expect(message([cards, cards, cards])).toThrow(
    "GET /menu -> [0].under is too much, and 2 more; the rest of the body is right\nWhy.\nLook.",
  );
  expect(message([leaf])).toThrow(
    'GET /menu -> expected body [{"slug":"birthday","title":"Birthday","children":[]}], got [{"slug"',
  );
});
