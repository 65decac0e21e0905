import { words } from "../words/index.ts";
import { type Finding, note, ok } from "./check.ts";

/** Whether the terminal is said to show letters beyond English. Windows' own always can. */
export function localeCheck(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Finding {
  const say = words.doctor.locale;
  const chosen = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  if (platform === "win32" || /utf-?8/i.test(chosen)) return ok(say.utf8);
  return note(say.other(chosen), say.choose);
}
