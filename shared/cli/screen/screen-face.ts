import { onKey } from "../terminal/keys.ts";
import { wrap } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";
import type { OpenFace } from "./face.ts";
import { Painter } from "./painter.ts";
import { render } from "./render.ts";
import type { Size, State } from "./state.ts";
import { withoutInterrupt } from "./without-interrupt.ts";

/** The terminal's size; some have none at first. */
export const terminalSize = (): Size => ({ columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 });

/** Draws the state on a screen of its own, once for all events that come together. */
export const openScreenFace: OpenFace = (tell) => {
  const { stdout } = process;
  const painter = new Painter();
  let newest: State | undefined;
  let due: NodeJS.Immediate | undefined;
  const paint = () => {
    due = undefined;
    if (newest) painter.paint(render(newest));
  };
  const enter = () => {
    painter.enter();
    due ??= setImmediate(paint);
  };
  const closed = () => tell({ type: "quit" });
  const takeKeys = () =>
    onKey(
      (key) => {
        if (key === "ctrl-l") enter();
        else tell({ type: "key", key });
      },
      { enter, leave: () => painter.leave(), closed },
    );
  const resized = () => {
    painter.forget();
    tell({ type: "resize", size: terminalSize() });
  };
  stdout.on("resize", resized);
  stdout.on("error", closed);
  painter.enter();
  let releaseKeys = takeKeys();
  let isOver = false;
  return {
    show(state) {
      newest = state;
      due ??= setImmediate(paint);
    },
    async lend(work) {
      releaseKeys();
      painter.leave();
      try {
        return await withoutInterrupt(work);
      } finally {
        if (!isOver) {
          enter();
          releaseKeys = takeKeys();
          resized();
        }
      }
    },
    [Symbol.dispose]() {
      isOver = true;
      clearImmediate(due);
      releaseKeys();
      stdout.off("resize", resized);
      stdout.off("error", closed);
      painter[Symbol.dispose]();
      const stray = painter.stray.take();
      if (stray.length > 0) console.error([...wrap(words.start.stray), ...stray].join("\n"));
    },
  };
};
