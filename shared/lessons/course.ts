import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import { LessonError } from "./lesson-error.ts";
import {
  courseSchema,
  type LessonFile,
  lessonSchema,
  type MistakeFile,
  mistakeSchema,
  type Part,
} from "./lesson-schema.ts";

/** A test that a lesson must have, in the order of `lesson.yaml`. */
export interface ExpectedTest {
  readonly title: string;
  /** The number of the task that turns it green, from 1; 0 for a test that is green from the start. */
  readonly task: number;
}

export interface Lesson extends LessonFile {
  /** `05-card-shelf` */
  readonly name: string;
  /** `05` */
  readonly number: string;
  /** `card-shelf` */
  readonly slug: string;
  /** Absolute paths. */
  readonly folder: string;
  readonly solutionFolder: string;
  readonly testFile: string;
  /** The text of `schema.sql`, or `undefined` for a lesson without a database. */
  readonly schemaSql: string | undefined;
  readonly tests: readonly ExpectedTest[];
}

export interface Mistake extends MistakeFile {
  readonly name: string;
  readonly folder: string;
}

export interface Course {
  readonly parts: readonly Part[];
  /** In order: part by part, and by number. */
  readonly lessons: readonly Lesson[];
}

/** The course below `<courseFolder>/lessons`. Throws a LessonError that names the first broken file. */
export function readCourse(courseFolder: string): Course {
  const courseFile = join(courseFolder, "lessons", "course.yaml");
  const { parts } = readYaml(courseFile, courseSchema);
  const lessons = lessonFolders(courseFolder)
    .filter((name) => existsSync(join(courseFolder, "lessons", name, "lesson.yaml")))
    .map((name) => readLesson(courseFolder, name));
  for (const [index, { id, name, part }] of lessons.entries()) {
    if (part > parts.length)
      throw new LessonError(`${name} is of part ${part}, which ${courseFile} does not describe.`);
    const before = lessons[index - 1];
    if (before && before.part > part)
      throw new LessonError(
        `${name} is of part ${part} and follows ${before.name} of part ${before.part}: renumber it.`,
      );
    const other = lessons.slice(0, index).find((lesson) => lesson.id === id);
    if (other)
      throw new LessonError(`${other.name} and ${name} have the same id "${id}" in lesson.yaml: choose another.`);
  }
  return { parts, lessons };
}

/** Folders named like a lesson, in order; one without a lesson.yaml is not in the course yet, and `verify` says so. */
export function lessonFolders(courseFolder: string): string[] {
  return listFolders(join(courseFolder, "lessons")).filter((name) => /^\d\d-/.test(name));
}

function readLesson(courseFolder: string, name: string): Lesson {
  const folder = join(courseFolder, "lessons", name);
  const file = readYaml(join(folder, "lesson.yaml"), lessonSchema);
  const schemaFile = join(folder, "schema.sql");
  return {
    ...file,
    name,
    number: name.slice(0, 2),
    slug: name.slice(3),
    folder,
    solutionFolder: join(courseFolder, "solutions", name),
    testFile: join(folder, "lesson.test.ts"),
    schemaSql: existsSync(schemaFile) ? readFileSync(schemaFile, "utf8") : undefined,
    tests: [
      ...file.given.map((title) => ({ title, task: 0 })),
      ...file.tasks.flatMap(({ tests }, index) => tests.map((title) => ({ title, task: index + 1 }))),
    ],
  };
}

/** The known wrong answers to a lesson. */
export function readMistakes(lesson: Lesson): Mistake[] {
  const mistakes = join(lesson.solutionFolder, "mistakes");
  return listFolders(mistakes).map((name) => {
    const folder = join(mistakes, name);
    return { ...readYaml(join(folder, "mistake.yaml"), mistakeSchema), name, folder };
  });
}

/** Names of the folders in a folder, sorted; none when it does not exist. */
export function listFolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => statSync(join(folder, name)).isDirectory())
    .sort();
}

function readYaml<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  let value: unknown;
  try {
    value = parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new LessonError(`${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `  ${path.join(".") || "the file"}: ${message}`);
  throw new LessonError([`${file} is not as the course needs it:`, ...problems].join("\n"));
}
