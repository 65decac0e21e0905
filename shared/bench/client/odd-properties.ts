import { isDeepStrictEqual } from "node:util";

/** Characters of a property's name that a message shows. */
const shownName = 40;

/**
 * Says which properties a JSON value has too much or has not, such as `items[0].under is too much`. Nothing when the two
 * values differ in more than that: then a property too much may be the smaller mistake.
 */
export function sayOddProperties(got: unknown, expected: unknown): string | undefined {
  const found = oddProperties(got, expected, "");
  if (!found || found.length === 0) return undefined;
  const shown = ["is missing", "is too much"].flatMap((end) => found.find((words) => words.endsWith(end)) ?? []);
  const more = found.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? `, and ${more} more` : ""}; the rest of the body is right`;
}

function oddProperties(got: unknown, expected: unknown, place: string): string[] | undefined {
  if (isDeepStrictEqual(got, expected)) return [];
  if (!isObject(got) || !isObject(expected)) return undefined;
  const isList = Array.isArray(got);
  if (isList !== Array.isArray(expected) || (isList && got.length !== expected.length)) return undefined;
  const here = (name: string) => (isList ? `${place}[${name}]` : `${place && `${place}.`}${name.slice(0, shownName)}`);
  const found: string[] = [];
  for (const name of Object.keys(expected)) if (!Object.hasOwn(got, name)) found.push(`${here(name)} is missing`);
  for (const name of Object.keys(got)) if (!Object.hasOwn(expected, name)) found.push(`${here(name)} is too much`);
  for (const name of Object.keys(expected).filter((name) => Object.hasOwn(got, name))) {
    const below = oddProperties(got[name], expected[name], here(name));
    if (!below) return undefined;
    found.push(...below);
  }
  return found;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
