import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lesson } from "#shared/lessons/course.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";
import { hintsTaken, takeHint } from "../hints.ts";
import { openSolution, solutionOpen, solutionText } from "../solution-text.ts";
import { words } from "../words/index.ts";
import { chooseEditor, editorCommand, runEditor } from "./editor.ts";
import type { GuideEvent } from "./events.ts";
import type { Face } from "./face.ts";
import { codeText, type PageText } from "./page-text.ts";
import { placesOf } from "./place.ts";
import type { State } from "./state.ts";

/* What comes of a key that asks for something: an event to tell. */

const note = (...lines: string[]): GuideEvent => ({ type: "note", lines });

/** The hint behind the `after`th one; taken, and remembered, when it is a new one. Behind the last one comes the first. */
export async function hintAfter(
  progress: ProgressStore,
  lesson: Lesson,
  { task, after }: { readonly task: number; readonly after: number },
): Promise<GuideEvent> {
  const of = lesson.tasks[task - 1]?.hints.length ?? 0;
  const number = after < of ? after + 1 : 1;
  const known = hintsTaken(progress, lesson, task)[number - 1];
  const hint = known === undefined ? await takeHint(progress, lesson, task) : { text: known, number, of };
  return hint ? { type: "hint", hint, task } : note(words.start.noHintWhenGreen);
}

/** The lesson's text. */
export async function lessonText({ lesson, isPlain }: State): Promise<GuideEvent> {
  const file = join(lesson.folder, "README.md");
  if (!existsSync(file)) return note(words.lesson.noText(lesson, file));
  // Loaded when it is asked for: the first red does not wait for it.
  const { markdownText } = await import("./markdown-text.ts");
  const { pressToOpen, pressToClose: toClose, printToOpen } = words.lesson;
  const toOpen = isPlain ? printToOpen(lesson) : pressToOpen;
  return { type: "page", text: markdownText(readFileSync(file, "utf8"), { toOpen, toClose }) };
}

/** The solution, which is remembered, or the question whether it shall be shown. */
export async function solutionPage(
  progress: ProgressStore,
  { lesson, isPlain }: State,
  agreed: boolean,
): Promise<GuideEvent> {
  if (!agreed && !solutionOpen(progress, lesson)) return { type: "ask" };
  await openSolution(progress, lesson);
  const lines = solutionText(lesson);
  // Printed code is not broken, so that it can be copied.
  const text: PageText = isPlain ? () => ({ lines, folds: [] }) : codeText(lines);
  return { type: "page", title: words.start.solutionTitle(lesson), text };
}

/** The file to work on in the learner's editor. No event when that has come back from this terminal. */
export async function editFile({ root, lesson, failure }: State, face: Face): Promise<GuideEvent | undefined> {
  const [place] = placesOf(root, lesson, failure);
  if (!place) return undefined;
  const { noEditor, editorFailed, opened } = words.start;
  const editor = chooseEditor(process.env, process.platform);
  if (!editor) return note(noEditor(place.shown));
  const { program, takesTerminal } = editor;
  const open = () => runEditor(editorCommand(editor, place.path, place.line), takesTerminal);
  const why = await (takesTerminal ? face.lend(open) : open());
  if (why !== undefined) return note(editorFailed(program, why, place.shown));
  return takesTerminal ? undefined : note(opened(place.shown, program));
}
