import { expect, test } from "vitest";
import { Answer } from "./answer.ts";

const request = { method: "GET", path: "/cards/4", headers: {}, body: undefined };
const answer = (status: number, type: string, body: unknown) =>
  new Answer(request, { status, headers: { "content-type": type }, text: JSON.stringify(body) });

const problem = { type: "about:blank", title: "Not Found", status: 404, detail: "There is no card 4." };
const json = "application/problem+json";

test("of a problem a message shows its words, which the status does not say", () => {
  expect(answer(404, json, problem).got).toBe("404: There is no card 4.");
});

test.each([
  ["is half a problem", answer(404, json, { status: 404 }), '404 {"status":404}'],
  ["names another status", answer(500, json, { ...problem, title: "" }), '500 {"type":"about:blank"'],
  ["names fields", answer(404, json, { errors: [{ pointer: "/title" }], ...problem }), '404 {"errors":[{"pointer"'],
  ["is no problem", answer(200, "application/json", { detail: "x" }), '200 {"detail":"x"}'],
])("a body that %s is shown as it is", (_, { got }, begin) => {
  expect(got.startsWith(begin)).toBe(true);
});

test("of a long list a message shows the beginning", () => {
  const { got } = answer(200, "application/json", { cards: Array.from({ length: 9 }, (_, id) => ({ id })) });

  expect(got).toMatch(/^200 \{"cards":\[\{"id":0\}/);
  expect(got.length).toBeLessThan(80);
});
