import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lesson } from "#shared/lessons/course.ts";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { chooseLesson } from "../choose-lesson.ts";
import { runCommand, UsageError } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { stopSignal } from "../on-stop.ts";
import { openCourse } from "../session.ts";
import { type FoldView, renderFolding } from "../terminal/markdown.ts";
import { page } from "../terminal/pager.ts";
import { columns } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";

await runCommand({
  help: words.lesson.help,
  options: { answers: { type: "boolean" } },
  async run({ positionals, values }) {
    if (positionals.length > 1) throw new UsageError(`${words.lesson.oneAtATime}\n\n${words.lesson.help}`);
    const stop = stopSignal();
    await using session = await openCourse({ course: values.course });
    const lesson = chooseLesson(session, positionals[0]);
    const text = readText(lesson);
    const printed: FoldView = {
      open: values.answers ? "all" : new Set(),
      toOpen: words.lesson.printToOpen(lesson),
      toClose: "",
    };
    const keys = { toOpen: words.lesson.pressToOpen, toClose: words.lesson.pressToClose };
    if (values.plain || !process.stdin.isTTY || !process.stdout.isTTY) {
      for (const line of renderFolding(text, columns(), printed).lines) console.log(line);
    } else if (values.answers) {
      await page((width) => ({ ...renderFolding(text, width, printed), folds: [] }), stop);
    } else {
      await page((width, open) => renderFolding(text, width, { open, ...keys }), stop);
    }
    return exitCode.passed;
  },
});

function readText(lesson: Lesson): string {
  const file = join(lesson.folder, "README.md");
  if (!existsSync(file)) throw new LessonError(words.lesson.noText(lesson, file));
  return readFileSync(file, "utf8");
}
