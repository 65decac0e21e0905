import { chooseLesson } from "../choose-lesson.ts";
import { runCommand, UsageError } from "../command.ts";
import { courseTotal, renderCourse } from "../course-list.ts";
import { exitCode } from "../exit-code.ts";
import { findPart } from "../find-part.ts";
import { lessonLabel } from "../lesson-label.ts";
import { lessonState } from "../lesson-state.ts";
import type { CourseSession } from "../session.ts";
import { columns, wrap } from "../terminal/wrap.ts";
import { withCourse } from "../with-course.ts";
import { words } from "../words/index.ts";

await runCommand({
  help: words.list.help,
  options: { part: { type: "string" }, json: { type: "boolean" } },
  run: ({ positionals, values }) =>
    withCourse(values.course, (course) => {
      if (positionals.length > 0) throw new UsageError(words.list.takesNoLesson);
      const part = values.part === undefined ? undefined : findPart(course, values.part);
      console.log(values.json ? toJson(course, part) : show(course, part).join("\n"));
      return exitCode.passed;
    }),
});

function show(course: CourseSession, part: number | undefined): string[] {
  const shown = course.lessons.filter((lesson) => part === undefined || lesson.part === part);
  const about = part === undefined ? undefined : course.parts[part - 1];
  if (part !== undefined && about && shown.length === 0)
    return wrap(words.list.emptyPart(words.list.part(part, about.title, about.topic)));
  const current = chooseLesson(course, undefined);
  const isOpen = course.progress.progress.lessons[current.id]?.passed === undefined;
  return [
    ...renderCourse(course, { width: columns(), part, current: isOpen ? current : undefined }),
    ...(isOpen ? wrap(words.list.current(lessonLabel(current))) : []),
  ];
}

function toJson(course: CourseSession, part: number | undefined): string {
  const shown = course.lessons.filter((lesson) => part === undefined || lesson.part === part);
  const lessons = shown.map((lesson) => ({
    lesson: lesson.id,
    name: lesson.name,
    title: lesson.title,
    part: lesson.part,
    minutes: lesson.minutes,
    state: lessonState(course.progress, lesson),
  }));
  const parts = course.parts.map(({ title, topic }, index) => ({ part: index + 1, title, topic }));
  return JSON.stringify({ total: courseTotal(course, shown), parts, lessons }, null, 2);
}
