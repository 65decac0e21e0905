import { stripVTControlCharacters } from "node:util";
import { renderCourse } from "../course-list.ts";
import { statusLine } from "../terminal/pager.ts";
import { bold, dim } from "../terminal/style.ts";
import { words } from "../words/index.ts";
import { keysLine } from "./keys-line.ts";
import { foldInSight } from "./page-text.ts";
import type { State, View } from "./state.ts";
import { layOutWork } from "./work-layout.ts";

/** A screen in three parts; the middle one is scrolled when it has more lines than rows. */
export interface Layout {
  readonly above: readonly string[];
  readonly body: readonly string[];
  readonly below: readonly string[];
  /** Rows for the body. */
  readonly rows: number;
  /** The first line of the body that is shown. */
  readonly top: number;
  /** Whether the body itself says that there is more of it. */
  readonly marksMore: boolean;
}

/** What the screen shows, before it is cut to its size. */
export function layOut(state: State): Layout {
  const { view } = state;
  switch (view.kind) {
    case "work":
    case "ask":
      return layOutWork(state);
    case "list":
      return layOutList(state, view);
    case "page":
      return layOutPage(state, view);
    default:
      return view satisfies never;
  }
}

function layOutList(state: State, { cursor }: View & { kind: "list" }): Layout {
  const { columns, rows } = state.size;
  const body = renderCourse(state, { width: columns, current: state.lessons[cursor] });
  const above = [bold(words.start.listTitle), ""];
  const room = Math.max(1, rows - above.length - 1);
  const at = body.findIndex((line) => stripVTControlCharacters(line).startsWith(">"));
  return {
    above,
    body,
    below: [keysLine(words.start.listKeys, [], columns)],
    rows: room,
    top: Math.max(0, Math.min(at - Math.floor(room / 2), body.length - room)),
    marksMore: false,
  };
}

function layOutPage({ size }: State, view: View & { kind: "page" }): Layout {
  const { lines, folds } = view.text(size.columns, view.open);
  const above = view.title === undefined ? [] : [bold(view.title), ""];
  const rows = Math.max(1, size.rows - above.length - 1);
  const top = Math.max(0, Math.min(view.top, lines.length - rows));
  const status = statusLine({ lines, top }, rows, foldInSight(folds, top, rows) !== -1);
  return { above, body: lines, below: [dim(status)], rows, top, marksMore: false };
}
