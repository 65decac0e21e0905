import stringWidth from "string-width";
import { bold } from "../terminal/style.ts";

type Keys = readonly (readonly string[])[];

/** What can be pressed, in one row: as many as fit, and always the last ones. */
export function keysLine(keys: Keys, last: Keys, columns: number): string {
  for (let count = keys.length; count >= 0; count -= 1) {
    const shown = [...keys.slice(0, count), ...last];
    if (stringWidth(shown.map((key) => key.join(" ")).join("  ")) <= columns) {
      return shown.map(([key = "", word = ""]) => `${bold(key)} ${word}`).join("  ");
    }
  }
  return "";
}
