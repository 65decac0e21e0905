import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { shorten } from "../client/answer.ts";
import type { BenchContext } from "../context.ts";

/** Characters of a path that a message shows. */
const shownPath = 160;

type Folders = Pick<BenchContext, "sourceFolder" | "displayFolder">;

/** `lessons/01-open-for-business/src/app.ts:12` for a place in the judged copy, as the learner knows it. */
export function displayPlace(context: Folders, file: string, line?: number): string {
  const path = pathOf(file);
  const inside = relative(context.sourceFolder, path);
  const shown = inside.startsWith("..") ? path : join(context.displayFolder, inside);
  return `${shorten(shown.split(sep).join("/"), shownPath)}${line ? `:${line}` : ""}`;
}

/* The debugger knows a script by the name that it gives itself, which need not be a path. */
function pathOf(file: string): string {
  if (!file.startsWith("file:")) return file;
  try {
    return fileURLToPath(file);
  } catch {
    return file;
  }
}

/** Text that a service printed, with paths of the judged copy written as the learner's own. */
export function withOwnPaths(context: Folders, text: string): string {
  // Node writes a place as a URL, in which a space is %20, or as a path.
  return text
    .replaceAll(pathToFileURL(context.sourceFolder).href, context.displayFolder)
    .replaceAll(context.sourceFolder, context.displayFolder);
}

/** The first place of a stack trace that lies in the learner's own files, or nothing. */
export function ownPlace(context: Folders, lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const shown = withOwnPaths(context, line);
    const at = shown.indexOf(`${context.displayFolder}/`);
    const match = at === -1 ? null : /^[^\s:)]+:\d+/.exec(shown.slice(at));
    if (match) return match[0];
  }
  return undefined;
}
