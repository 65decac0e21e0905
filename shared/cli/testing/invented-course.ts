import { join } from "node:path";
import type { Course, Lesson } from "#shared/lessons/course.ts";
import { lessonSchema } from "#shared/lessons/lesson-schema.ts";
import { beginLesson, type LessonProgress } from "#shared/progress/progress-file.ts";
import { repositoryRoot } from "../session.ts";

/* Only for tests of what is printed: a course that is nowhere on a disk, with titles of several lengths. */

const task = {
  title: "Add a card",
  files: ["src/card-repository.ts"],
  tests: ["adds a card"],
  learned: "A card that is stored is there.",
  hints: [
    "Which number did the new card get? PostgreSQL knows it the moment it inserts.",
    "`insert ... returning` gives rows like a select, so the stored row comes back in the same statement.",
    "Insert, and let PostgreSQL say: with `on conflict do nothing returning` the rows are empty when the sku is in use.",
  ],
};

const question = {
  question: "Is it invented?",
  options: [
    { text: "Yes.", right: true, because: "Nobody has it." },
    { text: "No.", because: "It is on no disk." },
  ],
};

/** A lesson that is nowhere on a disk. */
export function inventedLesson(part: number, number: string, slug: string, title: string, minutes: number): Lesson {
  const name = `${number}-${slug}`;
  const file = lessonSchema.parse({
    id: slug,
    part,
    title,
    goal: "Have something to list.",
    minutes,
    story: "Grandma has a wish.",
    tasks: [task, { ...task, title: "Change a card" }],
    try: ["curl {url}/a", "curl {url}/b", "curl {url}/c"],
    quiz: [question, question],
  });
  return {
    ...file,
    name,
    number,
    slug,
    folder: join(repositoryRoot, "lessons", name),
    solutionFolder: join(repositoryRoot, "solutions", name),
    testFile: "lesson.test.ts",
    schemaSql: undefined,
    tests: [],
  };
}

/** Three lessons in two parts; a third part is empty. */
export function inventedCourse(known: Record<string, Partial<LessonProgress>> = {}) {
  const course: Course = {
    parts: [
      { title: "Open the shop", topic: "HTTP", story: "It opens." },
      { title: "Grandma's ledger and everything in it", topic: "databases", story: "It is full." },
      { title: "Dress the window", topic: "content", story: "It is dressed." },
    ],
    lessons: [
      inventedLesson(1, "01", "open-for-business", "Open for business", 20),
      inventedLesson(1, "02", "forms", "Forms, uploads and everything else a browser sends", 40),
      inventedLesson(2, "05", "card-shelf", "The card shelf", 55),
    ],
  };
  const lessons = Object.fromEntries(
    Object.entries(known).map(([id, lesson]) => [id, { ...beginLesson("2026-11-21T09:00:00Z"), ...lesson }]),
  );
  return { ...course, progress: { progress: { version: 1 as const, lessons } } };
}
