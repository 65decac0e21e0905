import { join } from "node:path";
import { displayFolder } from "#shared/check/source.ts";
import type { TestVerdict } from "#shared/check/verdict.ts";
import type { Lesson } from "#shared/lessons/course.ts";

/** A file of the learner's, and the line in it to look at. */
export interface Place {
  readonly path: string;
  /** From the repository on, such as `lessons/05-card-shelf/src/app.ts:14`: what terminals make clickable. */
  readonly shown: string;
  readonly line?: number;
}

/** Where to work: the file and line that a failure names, then the other files of its task. */
export function placesOf(root: string, lesson: Lesson, failure: TestVerdict | undefined): Place[] {
  const folder = displayFolder(root, lesson, { kind: "lesson" });
  const tasks = failure && failure.task > 0 ? lesson.tasks.slice(failure.task - 1, failure.task) : lesson.tasks;
  const named = failure && namedPlace(folder, failure);
  const files = [...new Set(tasks.flatMap((task) => task.files))].filter((file) => file !== named?.file);
  return [
    ...(named
      ? [{ path: join(lesson.folder, named.file), shown: `${folder}/${named.file}:${named.line}`, line: named.line }]
      : []),
    ...files.map((file) => ({ path: join(lesson.folder, file), shown: `${folder}/${file}` })),
  ];
}

/* The message knows best; in the log it is the first own line of the last stack trace. */
function namedPlace(folder: string, { message, log }: TestVerdict): { file: string; line: number } | undefined {
  const inMessage = [message?.look, message?.what].map((text) => findPlace(folder, text ?? "")).find(Boolean);
  if (inMessage) return inMessage;
  const places = log.map((line) => findPlace(folder, line));
  return places.findLast((place, index) => place && !places[index - 1]);
}

function findPlace(folder: string, text: string): { file: string; line: number } | undefined {
  const at = text.indexOf(`${folder}/src/`);
  const [, file = "", line] =
    (at === -1 ? null : /^(src\/[\w./-]+):(\d+)/.exec(text.slice(at + folder.length + 1))) ?? [];
  return line === undefined ? undefined : { file, line: Number(line) };
}
