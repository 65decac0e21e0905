/** What stands at `keys` in an answer whose shape nobody has proved; undefined as soon as one step is missing. */
export function field(value: unknown, ...keys: readonly (string | number)[]): unknown {
  let here = value;
  for (const key of keys) {
    if (typeof here !== "object" || here === null) return undefined;
    here = (here as Record<string | number, unknown>)[key];
  }
  return here;
}

/** The same, when it is a text; undefined otherwise. */
export function textField(value: unknown, ...keys: readonly (string | number)[]): string | undefined {
  const found = field(value, ...keys);
  return typeof found === "string" ? found : undefined;
}

/** The same, when it is a list; empty otherwise. */
export function listField(value: unknown, ...keys: readonly (string | number)[]): readonly unknown[] {
  const found: unknown = field(value, ...keys);
  return Array.isArray(found) ? found : [];
}

/** The text as JSON, or undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
