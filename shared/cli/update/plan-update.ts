import { merge } from "node-diff3";
import type { CourseTree } from "./course-tree.ts";

/** What is known of the course as it was before the learner touched it, where git or somebody else keeps it. */
export interface Origin {
  /** All its files. */
  readonly files: ReadonlySet<string>;
  /** Those that are not as they were. */
  readonly changed: ReadonlySet<string>;
}

export interface UpdatePlan {
  /** New contents; `undefined` takes a file away. */
  readonly changes: ReadonlyMap<string, Buffer | undefined>;
  /** The learner's files that take in what changed in their starters. */
  readonly merged: readonly string[];
  /** The learner's files that stay as they are, though their starters changed in the same lines. */
  readonly unmerged: readonly string[];
  /** Files of the course, not of a lesson's `src/`, that somebody changed here and that are replaced. */
  readonly replaced: readonly string[];
  /** Lessons that have another number or name now. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

/**
 * What has to change so that `mine` becomes the newer course and keeps the learner's work. Tests, texts and untouched
 * starters are the newer ones; an edited file keeps every edit. Lessons are known by their ids, whatever their numbers.
 */
export function planUpdate(mine: CourseTree, newer: CourseTree, origin?: Origin): UpdatePlan {
  const changes = new Map<string, Buffer | undefined>();
  const change = (file: string, content: Buffer | undefined) => {
    if (!same(mine.read(file), content)) changes.set(file, content);
  };
  const merged: string[] = [];
  const unmerged: string[] = [];
  const renamed: { from: string; to: string }[] = [];

  for (const file of mine.files)
    if (origin?.files.has(file) && !newer.files.has(file) && !isLearners(file)) change(file, undefined);
  for (const [id, from] of mine.lessons) {
    const to = newer.lessons.get(id);
    if (to === undefined || to === from) continue;
    renamed.push({ from, to });
    for (const file of mine.files)
      if (file.startsWith(`lessons/${from}/`) || file.startsWith(`solutions/${from}/`)) change(file, undefined);
  }
  for (const file of newer.files) if (!isLearners(file)) change(file, newer.read(file));
  for (const [id, to] of newer.lessons) {
    const from = mine.lessons.get(id) ?? to;
    for (const name of sourceNames(mine, from, newer, to)) {
      const file = `lessons/${to}/src/${name}`;
      const found = joined({
        mine: mine.read(`lessons/${from}/src/${name}`),
        base: mine.read(`solutions/${from}/starter/src/${name}`),
        newer: newer.read(file),
      });
      change(file, found.content);
      if (found.how === "merged") merged.push(file);
      if (found.how === "unmerged") unmerged.push(file);
    }
  }
  const replaced = [...changes.keys()].filter((file) => origin?.changed.has(file) && !isLearners(file));
  return { changes, merged, unmerged, replaced, renamed };
}

/** Files that belong to whoever learns. */
export const isLearners = (file: string): boolean => /^lessons\/[^/]+\/src\//.test(file);

function sourceNames(mine: CourseTree, from: string, newer: CourseTree, to: string): Set<string> {
  const below = (files: ReadonlySet<string>, folder: string) =>
    [...files].filter((file) => file.startsWith(folder)).map((file) => file.slice(folder.length));
  return new Set([...below(mine.files, `lessons/${from}/src/`), ...below(newer.files, `lessons/${to}/src/`)]);
}

interface Joined {
  readonly how: "newer" | "mine" | "merged" | "unmerged";
  readonly content: Buffer | undefined;
}

/** One of the learner's files: theirs, unless they did not touch it; both, where both changed and the lines allow it. */
function joined(file: { [Side in "mine" | "base" | "newer"]: Buffer | undefined }): Joined {
  const { mine, base, newer } = file;
  if (same(mine, base) || same(mine, newer)) return { how: "newer", content: newer };
  if (same(newer, base) || newer === undefined) return { how: "mine", content: mine };
  if (mine === undefined) return { how: "newer", content: newer };
  if (base === undefined) return { how: "unmerged", content: mine };
  const { conflict, result } = merge(lines(mine), lines(base), lines(newer));
  return conflict ? { how: "unmerged", content: mine } : { how: "merged", content: Buffer.from(result.join("\n")) };
}

const lines = (content: Buffer): string[] => content.toString("utf8").split("\n");

const same = (one: Buffer | undefined, other: Buffer | undefined): boolean =>
  one === undefined || other === undefined ? one === other : one.equals(other);
