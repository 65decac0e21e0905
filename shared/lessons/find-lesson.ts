import type { Lesson } from "./course.ts";
import { LessonError } from "./lesson-error.ts";

const suggestions = 3;

/**
 * The lesson that a number, a slug, a folder name, a unique beginning of one, or the path of a file in it names. Throws
 * with the nearest names.
 */
export function findLesson(lessons: readonly Lesson[], asked: string): Lesson {
  const parts = asked.trim().toLowerCase().split(/[\\/]/).filter(Boolean);
  const name = parts.at(-1) ?? "";
  // In a path of a file, as editors give it, the innermost folder that is a lesson's.
  const folder = parts.findLast((part) => lessons.some((lesson) => lesson.name === part));
  const exact = lessons.find((lesson) => namesOf(lesson).includes(folder ?? name));
  if (exact) return exact;
  const beginning =
    name === "" ? [] : lessons.filter((lesson) => namesOf(lesson).some((known) => known.startsWith(name)));
  const [only] = beginning;
  if (only && beginning.length === 1) return only;
  if (beginning.length > 1) {
    throw new LessonError(`"${asked}" could be ${listed(beginning)}. Type a little more of the name.`);
  }
  const nearest = [...lessons].sort((a, b) => distanceTo(a, name) - distanceTo(b, name)).slice(0, suggestions);
  throw new LessonError(`There is no lesson "${asked}". The nearest are ${listed(nearest)}.`);
}

/* 5, 05, card-shelf, 05-card-shelf */
const namesOf = ({ number, slug, name }: Lesson) => [String(Number(number)), number, slug, name];

const listed = (lessons: readonly Lesson[]) => lessons.map(({ name }) => name).join(", ");

const distanceTo = (lesson: Lesson, name: string) => Math.min(...namesOf(lesson).map((known) => distance(known, name)));

/** Levenshtein's edit distance: insertions, deletions and replacements between two words. */
export function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replace, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
