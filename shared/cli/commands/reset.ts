import { resolve } from "node:path";
import { forgetChanged, stillChanged } from "#shared/check/course-guard/changed-course.ts";
import { restoreCourse } from "#shared/check/course-guard/restore-course.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import { findLesson } from "#shared/lessons/find-lesson.ts";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { listBackups } from "#shared/progress/backups.ts";
import { resetLesson, undoReset } from "#shared/progress/reset-lesson.ts";
import { runCommand, UsageError } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { findStarterFile } from "../find-starter-file.ts";
import { lessonLabel } from "../lesson-label.ts";
import { stopSignal } from "../on-stop.ts";
import { renderBackups, renderReset } from "../render-reset.ts";
import { renderAccepted, renderRestored } from "../render-restored.ts";
import { repositoryRoot } from "../session.ts";
import { wrap } from "../terminal/wrap.ts";
import { withCourse } from "../with-course.ts";
import { words } from "../words/index.ts";

await runCommand({
  help: words.reset.help,
  options: {
    undo: { type: "boolean" },
    list: { type: "boolean" },
    "course-files": { type: "boolean" },
    keep: { type: "boolean" },
  },
  run: async ({ positionals, values }) => {
    const { keep = false, "course-files": isCourse = false, undo: undoes = false, list: lists = false } = values;
    if (keep && !isCourse) throw new UsageError(words.reset.keepWhat);
    if (isCourse && (undoes || lists || positionals.length > 0)) throw new UsageError(words.reset.courseFilesAlone);
    if (isCourse) {
      stopSignal();
      // Not through the session: lesson.yaml may be one of the files, and then no course can be read.
      console.log(courseFiles(resolve(values.course ?? repositoryRoot), keep).join("\n"));
      return exitCode.passed;
    }
    return withCourse(values.course, ({ lessons }) => {
      stopSignal(); // Ctrl-C waits until every file is whole
      const [asked, file, ...tooMany] = positionals;
      if (tooMany.length > 0) throw new UsageError(words.reset.tooMany);
      if (lists && undoes) throw new UsageError(words.reset.listOrUndo);
      if ((lists || undoes) && file !== undefined) throw new UsageError(words.reset.wholeOnly);
      const lesson = asked === undefined ? undefined : findLesson(lessons, asked);
      if (lists) console.log(list(lesson === undefined ? lessons : [lesson]).join("\n"));
      else if (lesson === undefined) throw new UsageError(words.reset.whichLesson);
      else console.log((undoes ? undo(lesson) : reset(lesson, file)).join("\n"));
      return exitCode.passed;
    });
  },
});

function courseFiles(course: string, keep: boolean): string[] {
  if (!keep) return renderRestored(restoreCourse(course));
  const kept = stillChanged(course).map(({ file }) => file);
  forgetChanged(course);
  return renderAccepted(kept);
}

function reset(lesson: Lesson, asked: string | undefined): string[] {
  const file = asked === undefined ? undefined : findStarterFile(lesson, asked);
  const what = file === undefined ? lessonLabel(lesson) : words.reset.fileOf(file, lessonLabel(lesson));
  const done = resetLesson(lesson, file);
  return done ? renderReset(lesson, done, words.reset.done(what)) : wrap(words.reset.alreadyStarter(what));
}

function undo(lesson: Lesson): string[] {
  const [newest] = listBackups(lesson);
  if (newest === undefined) throw new LessonError(words.reset.neverReset(lessonLabel(lesson)));
  const done = undoReset(lesson, newest);
  return done
    ? renderReset(lesson, done, words.reset.undone[newest.before](lessonLabel(lesson)))
    : wrap(words.reset.alreadyUndone(lessonLabel(lesson)));
}

function list(lessons: readonly Lesson[]): string[] {
  const kept = lessons.map((lesson) => ({ lesson, backups: listBackups(lesson) }));
  const lines = kept
    .filter(({ backups }) => backups.length > 0)
    .flatMap(({ lesson, backups }) => [...renderBackups(lesson, backups), ""])
    .slice(0, -1);
  if (lines.length > 0) return lines;
  const [only] = lessons;
  return wrap(only && lessons.length === 1 ? words.reset.neverReset(lessonLabel(only)) : words.reset.noBackups);
}
