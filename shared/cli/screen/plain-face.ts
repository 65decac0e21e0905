import { onKey } from "../terminal/keys.ts";
import type { OpenFace } from "./face.ts";
import { plainLines } from "./plain-lines.ts";
import { withoutInterrupt } from "./without-interrupt.ts";

/** Prints what each event brings, line below line. Keys work where there is a terminal. */
export const openPlainFace: OpenFace = (tell) => {
  const takeKeys = () => onKey((key) => tell({ type: "key", key }), { closed: () => tell({ type: "quit" }) });
  let releaseKeys = takeKeys();
  let isOver = false;
  /** Lines that wait until another program has given the terminal back. */
  let waiting: string[] | undefined;
  return {
    show(state, event, before) {
      const lines = plainLines(state, event, before);
      if (waiting) waiting.push(...lines);
      else for (const line of lines) console.log(line);
    },
    async lend(work) {
      releaseKeys();
      waiting = [];
      try {
        return await withoutInterrupt(work);
      } finally {
        for (const line of waiting) console.log(line);
        waiting = undefined;
        if (!isOver) releaseKeys = takeKeys();
      }
    },
    [Symbol.dispose]() {
      isOver = true;
      releaseKeys();
    },
  };
};
