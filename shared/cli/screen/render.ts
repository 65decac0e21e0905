import { dim } from "../terminal/style.ts";
import { cut } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";
import { type Layout, layOut } from "./layout.ts";
import type { State } from "./state.ts";

/** The rows of the screen: never more than it has, none wider than it is. Pure, but for NO_COLOR and its like. */
export function render(state: State): string[] {
  const { columns, rows } = state.size;
  const layout = layOut(state);
  const body = visibleBody(layout);
  const blank = Array.from({ length: Math.max(0, layout.rows - body.length) }, () => "");
  return [...layout.above, ...body, ...blank, ...layout.below].slice(0, rows).map((line) => cut(line, columns));
}

/* When not all of it fits, the last row can say how much is left. */
function visibleBody({ body, rows, top, marksMore }: Layout): readonly string[] {
  const end = top + rows;
  if (!marksMore || body.length <= end) return body.slice(top, end);
  return [...body.slice(top, end - 1), dim(words.start.more(body.length - end + 1))];
}
