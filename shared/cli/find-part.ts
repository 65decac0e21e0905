import type { Course } from "#shared/lessons/course.ts";
import { UsageError } from "./command.ts";
import { words } from "./words/index.ts";

/** The number of the part that a number or a piece of a title names. Throws with the parts there are. */
export function findPart({ parts }: Pick<Course, "parts">, asked: string): number {
  const name = asked.trim().toLowerCase();
  const known = parts.map(({ title, topic }, index) => ({
    number: index + 1,
    title: title.toLowerCase(),
    label: `  ${words.list.part(index + 1, title, topic)}`,
  }));
  const found = known.filter(({ number, title }) => String(number) === name || (name !== "" && title.includes(name)));
  const [only] = found;
  if (only === undefined)
    throw new UsageError(
      words.list
        .noPart(
          asked,
          known.map(({ label }) => label),
        )
        .join("\n"),
    );
  if (found.length > 1)
    throw new UsageError(
      words.list
        .manyParts(
          asked,
          found.map(({ label }) => label),
        )
        .join("\n"),
    );
  return only.number;
}
