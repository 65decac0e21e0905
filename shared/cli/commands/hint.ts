import type { Lesson } from "#shared/lessons/course.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";
import { chooseLesson } from "../choose-lesson.ts";
import { runCommand, UsageError } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { type Hint, nextTask, readableHints, takeHint } from "../hints.ts";
import { lessonLabel } from "../lesson-label.ts";
import { renderAllGreen, renderAllTaken, renderHint, renderReadable } from "../render-hints.ts";
import { withCourse } from "../with-course.ts";
import { words } from "../words/index.ts";

await runCommand({
  help: words.hint.help,
  options: { task: { type: "string" }, read: { type: "boolean" }, json: { type: "boolean" } },
  run: ({ positionals, values }) =>
    withCourse(values.course, async (course) => {
      if (positionals.length > 1) throw new UsageError(words.hint.oneAtATime);
      const { progress } = course;
      const lesson = chooseLesson(course, positionals[0]);
      const asked = values.task === undefined ? undefined : taskNumber(lesson, values.task);
      const isPassed = progress.progress.lessons[lesson.id]?.passed !== undefined;
      const task = asked ?? nextTask(progress, lesson);
      const takes = !values.read && !isPassed && task !== undefined;
      const hint = takes ? await takeHint(progress, lesson, task) : undefined;
      const lines = () => {
        if (hint && task) return renderHint(lesson, task, hint, commandFor(lesson, asked));
        if (takes) return renderAllTaken(progress, lesson, task);
        if (!values.read && !isPassed) return renderAllGreen(lesson);
        return renderReadable(progress, lesson, asked === undefined ? taskNumbers(lesson) : [asked]);
      };
      console.log(values.json ? toJson(progress, lesson, task, hint) : lines().join("\n"));
      return exitCode.passed;
    }),
});

function taskNumbers(lesson: Lesson): number[] {
  return lesson.tasks.map((_task, index) => index + 1);
}

function taskNumber(lesson: Lesson, asked: string): number {
  const task = taskNumbers(lesson).find((number) => String(number) === asked.trim());
  if (task === undefined) throw new UsageError(words.hint.noTask(asked, lessonLabel(lesson), lesson.tasks.length));
  return task;
}

function commandFor({ number }: Lesson, asked: number | undefined): string {
  return `npm run hint ${number}${asked === undefined ? "" : ` -- --task ${asked}`}`;
}

function toJson(progress: ProgressStore, lesson: Lesson, task: number | undefined, hint: Hint | undefined): string {
  const tasks = lesson.tasks.map(({ title, hints }, index) => ({
    task: index + 1,
    title,
    of: hints.length,
    hints: readableHints(progress, lesson, index + 1),
  }));
  return JSON.stringify({ lesson: lesson.id, taken: hint ? { task, ...hint } : null, tasks }, null, 2);
}
