import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Course, Lesson } from "#shared/lessons/course.ts";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { listFiles } from "#shared/lessons/list-files.ts";

const template = join(dirname(fileURLToPath(import.meta.url)), "template");

export interface NewLesson {
  readonly slug: string;
  readonly title: string;
  /** From 1. */
  readonly part: number;
  /** Two digits. */
  readonly number: string;
}

/** What a new lesson is called and where it goes. Throws a LessonError for a name that is taken or cannot be one. */
export function planLesson(
  { lessons, parts }: Course,
  asked: { readonly slug: string; readonly number?: string | undefined; readonly part?: string | undefined },
): NewLesson {
  const { slug } = asked;
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(slug))
    throw new LessonError(`"${slug}" cannot be a folder's name: write lower-case words joined by hyphens, move-money.`);
  const same = lessons.find((lesson) => lesson.slug === slug || lesson.id === slug);
  if (same) throw new LessonError(`${same.name} has this name already. Choose another.`);
  const number = (asked.number ?? String(Number(lessons.at(-1)?.number ?? 0) + 1)).padStart(2, "0");
  if (!/^\d\d$/.test(number)) throw new LessonError(`"${asked.number}" is no number of a lesson: 01 to 99.`);
  const taken = lessons.find((lesson) => lesson.number === number);
  if (taken) throw new LessonError(`${number} is taken by ${taken.name}. Choose another: --number 08`);
  // Parts follow each other, so a lesson belongs to the part of the one before it, unless somebody says otherwise.
  const before = lessons.findLast((lesson) => lesson.number < number);
  const part = Number(asked.part ?? before?.part ?? 1);
  if (!parts[part - 1])
    throw new LessonError(`There is no part ${asked.part}; lessons/course.yaml has ${parts.length}.`);
  const title = `${slug.charAt(0).toUpperCase()}${slug.slice(1).replaceAll("-", " ")}`;
  return { slug, title, part, number };
}

/**
 * Writes a lesson that runs, with one task, its solution and one mistake, and `TO WRITE:` wherever the author's words are
 * missing. Returns the folders, relative to the course. Never writes over a file.
 */
export function scaffoldLesson(courseFolder: string, lesson: NewLesson): { lesson: string; solution: string } {
  const name = `${lesson.number}-${lesson.slug}`;
  const folders = { lesson: join("lessons", name), solution: join("solutions", name) };
  for (const half of ["lesson", "solution"] as const) {
    for (const file of listFiles(join(template, half))) {
      const target = join(courseFolder, folders[half], file);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, filled(readFileSync(join(template, half, file), "utf8"), lesson), { flag: "wx" });
    }
  }
  return folders;
}

const filled = (text: string, lesson: NewLesson): string =>
  text.replace(/\{\{(number|slug|title|part)\}\}/g, (_all, key: keyof NewLesson) => String(lesson[key]));

const row = /^\| (\d\d) \| \[/;

/** The README's list of lessons with this one in its place; unchanged when it has no such list. */
export function withReadmeRow(readme: string, { number, slug, title }: NewLesson): string {
  const lines = readme.split("\n");
  const rows = lines.flatMap((line, index) => (row.test(line) ? [index] : []));
  const [first] = rows;
  if (first === undefined) return readme;
  const before = rows.findLast((index) => (row.exec(lines[index] ?? "")?.[1] ?? "") < number);
  const line = `| ${number} | [${title}](lessons/${number}-${slug}/README.md) | TO WRITE: its goal | 45 |`;
  lines.splice(before === undefined ? first : before + 1, 0, line);
  return lines.join("\n");
}

/** Rows of the README's list that a lesson misses or that say something else than its lesson.yaml. */
export function readmeRowProblems(readme: string, lessons: readonly Lesson[]): string[] {
  return lessons.flatMap(({ number, name, title, minutes }) => {
    const found = readme.split("\n").find((line) => line.startsWith(`| ${number} | [`));
    if (!found) return [`README.md: its list of lessons misses ${name}.`];
    if (found.includes("TO WRITE")) return [`README.md: still to write: the goal of ${name}, in the list of lessons.`];
    const [start, end] = [`| ${number} | [${title}](lessons/${name}/README.md) | `, ` | ${minutes} |`];
    if (found.startsWith(start) && found.endsWith(end)) return [];
    return [
      `README.md: its row for ${name} has another title, link or minutes than lesson.yaml, which says: ${start}...${end}`,
    ];
  });
}
