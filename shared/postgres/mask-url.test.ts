import { expect, test } from "vitest";
import { maskUrl } from "./mask-url.ts";

test.for([
  ["postgres://otter:secret@localhost:5432/cards", "postgres://otter:***@localhost:5432/cards"],
  ["postgres://otter@localhost/cards", "postgres://otter@localhost/cards"],
  ["postgres://localhost:5432/cards", "postgres://localhost:5432/cards"],
  [
    "postgres://localhost/cards?user=otter&password=secret&ssl=true",
    "postgres://localhost/cards?user=otter&password=***&ssl=true",
  ],
  ["postgres://otter:sec@ret@localhost/cards", "postgres://otter:***@localhost/cards"],
  ["postgres://otter:12/secret@localhost/cards", "postgres://otter:***@localhost/cards"],
  ["postgres://otter:sec#ret@localhost/cards", "postgres://otter:***@localhost/cards"],
  ["postgres://otter:sec:ret@localhost/cards", "postgres://otter:***@localhost/cards"],
  ["postgres://otter:secret", "postgres://otter:***"],
  ["postgres://localhost/cards?password=sec@ret", "postgres://localhost/cards?password=***"],
  ["host=localhost password=secret", "***"],
  ["", "***"],
] as const)("%s is shown as %s", ([url, shown]) => {
  expect(maskUrl(url)).toBe(shown);
});
