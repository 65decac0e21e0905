import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import type { Lesson } from "#shared/lessons/course.ts";
import { lessonLabel } from "./lesson-label.ts";
import { taughtFiles } from "./taught-files.ts";
import { bold, dim, green, red } from "./terminal/style.ts";
import { columns, wrap } from "./terminal/wrap.ts";
import { words } from "./words/index.ts";

/** What lies between two versions of a taught file. */
export interface FileDiff {
  readonly file: string;
  readonly added: number;
  readonly removed: number;
  /** A unified diff that `patch -p1` and `git apply` take in the course's folder. */
  readonly patch: string;
}

/** What lies between the taught files of two folders; files that are alike are left out. */
export function diffFolders(
  lesson: Lesson,
  folders: { readonly from: string; readonly to: string },
  options: {
    /** Whether lines that end in CRLF are the same as those that end in LF: good for people, bad for patches. */
    readonly anyLineEnd: boolean;
  },
): FileDiff[] {
  return taughtFiles(lesson).flatMap((file) => {
    const [from, to] = [textOf(folders.from, file), textOf(folders.to, file)];
    const name = (side: string, text: string | undefined) =>
      text === undefined ? "/dev/null" : `${side}/lessons/${lesson.name}/${file}`;
    const patch = structuredPatch(name("a", from), name("b", to), from ?? "", to ?? "", undefined, undefined, {
      context: 3,
      stripTrailingCr: options.anyLineEnd,
    });
    if (patch.hunks.length === 0) return [];
    const lines = patch.hunks.flatMap((hunk) => hunk.lines);
    const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
    return [{ file, added: count("+"), removed: count("-"), patch: formatPatch(patch, FILE_HEADERS_ONLY) }];
  });
}

/** Differences for people: what is shown, which files, then the lines of each. */
export function renderDiffs(
  lesson: Lesson,
  against: "starter" | "solution",
  files: readonly FileDiff[],
  width = columns(),
): string[] {
  const label = lessonLabel(lesson);
  const text = against === "starter" ? words.diff.starter : words.diff.solution;
  if (files.length === 0) return wrap(text.nothing(label), "", width);
  return [
    ...wrap(text.title(label), "", width),
    ...files.map(({ file, added, removed }) => `  ${words.diff.counts(file, added, removed)}`),
    ...files.flatMap(({ patch }) => ["", ...renderPatch(patch)]),
  ];
}

/* In the colours that people know; the signs at the beginnings of the lines say the same. */
function renderPatch(patch: string): string[] {
  const [from = "", to = "", ...lines] = patch.replace(/\n$/, "").split("\n");
  const paints = new Map(Object.entries({ "+": green, "-": red, "@": dim, "\\": dim }));
  return [bold(from), bold(to), ...lines.map((line) => paints.get(line[0] ?? "")?.(line) ?? line)];
}

function textOf(folder: string, file: string): string | undefined {
  const path = join(folder, file);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
