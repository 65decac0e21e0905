import { words } from "../words/index.ts";
import { draw, type FullScreen, fullScreen } from "./full-screen.ts";
import { onKey } from "./keys.ts";
import { joinRows, type ScreenRow, screenRows } from "./screen-rows.ts";
import { bold } from "./style.ts";
import { columns } from "./wrap.ts";

/** A text on a screen that is too small for it. */
export interface PagerState {
  readonly lines: readonly string[];
  /** The number of the first line shown, from 0. */
  readonly top: number;
}

/** Where a key (as `onKey` names it) leads on a screen of so many rows. A key that means nothing changes nothing. */
export function scroll(state: PagerState, key: string, rows: number): PagerState {
  // One line of the old screen stays, so that the eye finds its place.
  const screenful = Math.max(1, rows - 1);
  switch (key) {
    case "space":
    case "pagedown":
    case "f":
      return at(state.lines, state.top + screenful, rows);
    case "b":
    case "pageup":
      return at(state.lines, state.top - screenful, rows);
    case "down":
    case "j":
    case "return":
      return at(state.lines, state.top + 1, rows);
    case "up":
    case "k":
      return at(state.lines, state.top - 1, rows);
    case "home":
      return at(state.lines, 0, rows);
    case "end":
      return at(state.lines, state.lines.length, rows);
    default:
      return state;
  }
}

/* The text with this line at the top, or as near to it as the text reaches. */
function at(lines: readonly string[], top: number, rows: number): PagerState {
  return { lines, top: Math.max(0, Math.min(top, lines.length - rows)) };
}

/** How much has been seen, and the keys that do something: `37% - space: on, b: back, q: close`. */
export function statusLine({ lines, top }: PagerState, rows: number, showsFold = false): string {
  const isEnd = top + rows >= lines.length;
  const place = isEnd ? words.pager.end : `${Math.floor(((top + rows) * 100) / lines.length)}%`;
  const keys = [
    showsFold && words.pager.fold,
    !isEnd && words.pager.on,
    top > 0 && (isEnd || !showsFold) && words.pager.back,
    words.pager.close,
  ];
  return `${place} - ${keys.filter(Boolean).join(", ")}`;
}

/** What a pager shows: RenderedMarkdown is such a text, and so is `{ lines }`. */
export interface PagedText {
  readonly lines: readonly string[];
  /** Lines that begin a block: the one at the top stays there when the terminal is resized. */
  readonly blocks?: readonly number[];
  /** The line of each fold; `o` opens and closes the first one in sight. */
  readonly folds?: readonly number[];
}

type Render = (width: number, open: ReadonlySet<number>) => PagedText;

/**
 * Shows a text a screen at a time, until `q`, Escape or `stop`; then the terminal is as it was. A text that needs
 * no keys is printed, and so is every text where there is no terminal.
 */
export async function page(render: Render, stop: AbortSignal): Promise<void> {
  const { stdin, stdout } = process;
  const { lines, folds = [] } = render(columns(), new Set());
  const fits = folds.length === 0 && screenRows(lines, stdout.columns ?? 80).length < (stdout.rows ?? 24);
  if (fits || !stdin.isTTY || !stdout.isTTY) {
    for (const line of lines) console.log(line);
    return;
  }
  using screen = fullScreen();
  await turnPages(render, screen, stop);
}

function turnPages(render: Render, screen: FullScreen, stop: AbortSignal): Promise<void> {
  const { stdout } = process;
  const open = new Set<number>();
  let text: PagedText = { lines: [] };
  let rows: ScreenRow[] = [];
  let width = 0;
  let top = 0;
  const height = () => Math.max(1, stdout.rows - 1); // the last row says where the reader is
  const state = (): PagerState => ({ lines: rows.map((row) => row.text), top });
  const rowOf = (line: number) => rows.findIndex((row) => row.line >= line);
  const visible = () => rows.slice(top, top + height());
  const foldInSight = () =>
    text.folds?.findIndex((line) => visible().some((row) => row.line === line && !row.continued)) ?? -1;

  const show = () => {
    top = Math.max(0, Math.min(top, rows.length - height()));
    const status = statusLine(state(), height(), foldInSight() !== -1).slice(0, stdout.columns);
    draw(`${joinRows(visible())}\u001b[${stdout.rows};1H${bold(status)}`);
  };
  const layOut = () => {
    text = render(columns(), open);
    width = stdout.columns;
    rows = screenRows(text.lines, width);
  };
  const resized = () => {
    if (stdout.columns !== width) {
      const line = rows[top]?.line ?? 0;
      const block = text.blocks?.findLastIndex((begin) => begin <= line) ?? -1;
      layOut();
      top = rowOf(text.blocks?.[block] ?? line);
    }
    show();
  };
  /* Down so far that the whole block is in sight, but never past its beginning. */
  const reveal = (begin: number) => {
    const next = text.blocks?.find((line) => line > begin);
    const end = next === undefined ? rows.length : rowOf(next) - 1;
    top = Math.max(top, Math.min(rowOf(begin), end - height()));
  };
  const fold = () => {
    const number = foldInSight();
    if (number === -1) return;
    if (!open.delete(number)) open.add(number);
    layOut();
    if (open.has(number)) reveal(text.folds?.[number] ?? 0);
  };

  layOut();
  show();
  return new Promise((resolve) => {
    const close = () => {
      releaseKeys();
      stdout.off("resize", resized);
      stop.removeEventListener("abort", close);
      resolve();
    };
    const pressed = (key: string) => {
      if (key === "q" || key === "escape") return close();
      if (key === "o") fold();
      else ({ top } = scroll(state(), key, height()));
      show();
    };
    const comeBack = () => {
      screen.enter();
      resized(); // while the shell had the terminal, nobody told of a new size
    };
    const releaseKeys = onKey(pressed, { leave: screen.leave, enter: comeBack, closed: close });
    stdout.on("resize", resized);
    stop.addEventListener("abort", close);
    if (stop.aborted) close();
  });
}
