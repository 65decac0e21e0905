import type { Lesson } from "#shared/lessons/course.ts";

/** A lesson as sentences name it: `05 The card shelf`. */
export function lessonLabel({ number, title }: Pick<Lesson, "number" | "title">): string {
  return `${number} ${title}`;
}
