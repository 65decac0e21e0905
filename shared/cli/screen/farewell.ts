import { headline } from "../render-verdict.ts";
import { bold, green } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";
import { placesOf } from "./place.ts";
import type { State } from "./state.ts";

/** The last lines, for the screen that has a history: the verdict, the lesson, how to go on. */
export function farewell({ isPlain, finale, verdict, lesson, failure, root }: State): string[] {
  const { allPassed, farewell: goodbye, edit } = words.start;
  if (finale?.kind === "passed") return ["", ...wrap(allPassed).map((line) => green(bold(line)))];
  if (isPlain) return ["", ...wrap(goodbye)];
  const [place] = placesOf(root, lesson, failure);
  return [
    ...wrap(verdict ? headline(lesson, verdict) : bold(`${lesson.number} ${lesson.title}`)),
    ...(place ? [`${edit}  ${place.shown}`] : []),
    ...wrap(goodbye),
  ];
}
