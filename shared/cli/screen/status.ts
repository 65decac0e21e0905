import stringWidth from "string-width";
import { headlines } from "../render-verdict.ts";
import { bold, green } from "../terminal/style.ts";
import { cut } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";
import type { Running, State } from "./state.ts";

/** The first row: the newest verdict, or which test runs. */
export function status(state: State): string {
  const { columns } = state.size;
  const forms = statusForms(state);
  return forms.find((form) => stringWidth(form) <= columns) ?? cut(forms.at(-1) ?? "", columns);
}

function statusForms({ lesson, lessons, running, verdict, finale }: State): string[] {
  const { number, title } = lesson;
  if (finale?.kind === "passed") return [green(bold(words.start.finalePassed))];
  if (finale) {
    const { finaleRunning } = words.start;
    return [bold(finaleRunning(finale.lesson, lessons.indexOf(finale.lesson) + 1, lessons.length))];
  }
  if (running) return runningForms(`${number} ${title}`, number, running).map(bold);
  return verdict ? headlines(lesson, verdict) : [bold(`${number} ${title}`)];
}

function runningForms(long: string, short: string, { order, ended }: Running): string[] {
  const next = order.find((title) => !ended.some((test) => test.title === title)) ?? "";
  const at = Math.min(ended.length + 1, order.length);
  const { running } = words.start;
  return [
    running(long, at, order.length, next),
    running(long, at, order.length, ""),
    running(short, at, order.length, ""),
  ];
}
