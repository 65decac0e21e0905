import type { Lesson } from "#shared/lessons/course.ts";
import { UsageError } from "../command.ts";
import { words } from "../words/index.ts";

/** The title of the test that a part of it names, whatever its capitals. Throws a UsageError with the titles. */
export function findTest({ tests }: Pick<Lesson, "tests">, asked: string): string {
  const titles = tests.map(({ title }) => title);
  const exact = titles.find((title) => title === asked);
  if (exact !== undefined) return exact;
  const part = asked.trim().toLowerCase();
  const found = titles.filter((title) => part !== "" && title.toLowerCase().includes(part));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const say = found.length === 0 ? words.check.noTest : words.check.severalTests;
  throw new UsageError([say(asked), ...(found.length === 0 ? titles : found).map((title) => `  ${title}`)].join("\n"));
}
