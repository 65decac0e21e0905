import { createInterface } from "node:readline";
import type { Lesson } from "#shared/lessons/course.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";
import { UsageError } from "./command.ts";
import { lessonLabel } from "./lesson-label.ts";
import { openSolution, solutionOpen } from "./solution-text.ts";
import { wrap } from "./terminal/wrap.ts";
import { words } from "./words/index.ts";

/**
 * Whether a solution may be shown; that it was is remembered. Before the lesson is passed somebody at a terminal is
 * asked, and anybody else needs `--yes`: without it this throws a UsageError with the `command` to type.
 */
export async function passSolutionGate(
  progress: ProgressStore,
  lesson: Lesson,
  options: { readonly yes: boolean; readonly json: boolean; readonly command: string },
): Promise<boolean> {
  if (!solutionOpen(progress, lesson) && !options.yes) {
    const { notPassed, withYes, ask, yes, kept } = words.solution;
    const sentence = wrap(notPassed(lessonLabel(lesson))).join("\n");
    const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
    if (!isTerminal || options.json) throw new UsageError(`${sentence}\n${withYes}\n  ${options.command}`);
    console.log(sentence);
    if (!yes.includes((await askLine(ask)).trim().toLowerCase())) {
      console.log(`${kept}\n  npm run hint ${lesson.number}`);
      return false;
    }
  }
  await openSolution(progress, lesson);
  return true;
}

/* Empty when Ctrl-C or Ctrl-D is the answer. */
async function askLine(question: string): Promise<string> {
  using reader = createInterface({ input: process.stdin, output: process.stdout, prompt: question });
  reader.prompt();
  for await (const line of reader) return line;
  console.log("");
  return "";
}
