import { cut } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";
import { isPassed, type State } from "./state.ts";

/** Where the learner is, in one row: the part, a bar with a sign for each lesson, the minutes left. */
export function courseLine(state: State): string {
  const { lessons, lesson, parts, size } = state;
  const { bar, part, minutesLeft } = words.start;
  const signs = lessons.map((each) => (isPassed(state, each) ? bar.passed : each === lesson ? bar.current : bar.open));
  const minutes = lessons.reduce((sum, each) => sum + (isPassed(state, each) ? 0 : each.minutes), 0);
  const [left = "", leftShort = ""] = minutesLeft(minutes);
  const begins = part(lesson.part, parts.length, parts[lesson.part - 1]?.title ?? "");
  const forms = [...begins.map((begin) => [begin, left]), ...begins.map((begin) => [begin, leftShort])];
  const lines = forms.map(([begin, end]) => `${begin}[${signs.join("")}]${end}`);
  return lines.find((line) => line.length <= size.columns) ?? cut(lines.at(-1) ?? "", size.columns);
}
