import { z } from "zod";
import { neighbourNames } from "./neighbour-names.ts";

const line = z.string().trim().min(1);
const sourceFile = line.regex(/^src\/[\w./-]+\.ts$/, "must be a file below src/, such as src/app.ts");

const quizQuestion = z.strictObject({
  question: line,
  options: z
    .array(
      z.strictObject({
        text: line,
        right: z.boolean().default(false),
        /** Why it is right, or what somebody who chooses it has mixed up. */
        because: line,
      }),
    )
    .min(2)
    .refine((options) => options.filter(({ right }) => right).length === 1, "exactly one option must be right"),
});

const task = z.strictObject({
  title: line,
  files: z.array(sourceFile).min(1),
  /** Titles of the tests that are red until this task is done. */
  tests: z.array(line).min(1),
  /** What the learner has learned once its tests are green: one line, said when that happens. */
  learned: line,
  /** Nudge, pointer, near-answer. */
  hints: z.array(line).length(3),
});

/** `lesson.yaml`. */
export const lessonSchema = z.strictObject({
  /** Never changes, whatever number or folder the lesson gets: progress is kept under it. */
  id: line.regex(/^[a-z][a-z0-9-]*$/, "must be lower-case words joined by hyphens"),
  /** The part of the course it belongs to, from 1, in the order of `lessons/course.yaml`. */
  part: z.number().int().positive(),
  title: line,
  goal: line,
  minutes: z.number().int().positive(),
  /** Grandma's wish in one line. */
  story: line,
  tasks: z.array(task).min(1),
  /** Titles of tests that the starter passes already. */
  given: z.array(line).default([]),
  quiz: z.array(quizQuestion).min(2),
  /** Three commands that `serve` shows to try the service by hand; {url} stands for its address. */
  try: z.array(line.includes("{url}")).length(3),
  /** Environment variables for the service, besides PORT and DATABASE_URL. */
  env: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string()).default({}),
  /** Outside systems that the service calls: each test gets its own; addresses and tokens reach the service as environment. */
  neighbours: z.array(z.enum(neighbourNames)).default([]),
});

/** `lessons/course.yaml`. */
export const courseSchema = z.strictObject({
  parts: z
    .array(
      z.strictObject({
        title: line,
        /** What it is about in the field's words, such as HTTP. */
        topic: line,
        /** What happens in Grandma's shop meanwhile, in one to three sentences. */
        story: line,
      }),
    )
    .min(1),
});

/** `mistakes/<name>/mistake.yaml`. */
export const mistakeSchema = z.strictObject({
  /** What somebody who writes this believes. */
  misconception: line,
  /** The title of the test that must fail. */
  test: line,
  /** What its message must contain. */
  words: line,
});

export type Part = z.infer<typeof courseSchema>["parts"][number];
export type LessonFile = z.infer<typeof lessonSchema>;
export type MistakeFile = z.infer<typeof mistakeSchema>;
