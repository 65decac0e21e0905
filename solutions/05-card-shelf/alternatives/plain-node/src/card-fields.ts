// Which fields a card may have, and what may stand in them.
import { Refusal } from "./refusal.ts";

export type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown, min: number, max: number): boolean =>
  typeof value === "string" && value.length >= min && value.length <= max && !value.includes("\0");

const isPrice = (value: unknown): boolean =>
  typeof value === "number" && Number.isInteger(value) && value > 0 && value < 2 ** 31;

const rules = new Map<string, (value: unknown) => boolean>([
  ["sku", (value) => isText(value, 1, 200)],
  ["title", (value) => isText(value, 1, 200)],
  ["occasion", (value) => isText(value, 1, 200)],
  ["priceCents", isPrice],
  ["note", (value) => value === null || isText(value, 0, 1_000)],
]);

/** A whole card: only the note may be missing. */
export function checkCard(body: unknown): Fields {
  return check(body, [...rules.keys()], ["sku", "title", "occasion", "priceCents"]);
}

/** Some fields of a card, never its sku. */
export function checkChanges(body: unknown): Fields {
  return check(body, ["title", "occasion", "priceCents", "note"], []);
}

function check(body: unknown, known: readonly string[], needed: readonly string[]): Fields {
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new Refusal(422, "That is no card");
  const fields: Fields = { ...body };
  const wrong = Object.keys(fields).filter((field) => !known.includes(field) || !rules.get(field)?.(fields[field]));
  const missing = needed.filter((field) => !Object.hasOwn(fields, field));
  const errors = [...wrong, ...missing].map((field) => ({ pointer: `/${field}`, detail: "Read the back of a card" }));
  if (errors.length > 0) throw new Refusal(422, "Some fields are wrong", errors);
  return fields;
}
