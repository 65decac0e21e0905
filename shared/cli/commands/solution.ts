import { chooseLesson } from "../choose-lesson.ts";
import { runCommand, UsageError } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { lessonLabel } from "../lesson-label.ts";
import { passSolutionGate } from "../solution-gate.ts";
import { solutionFiles, solutionNotes, solutionText } from "../solution-text.ts";
import { wrap } from "../terminal/wrap.ts";
import { withCourse } from "../with-course.ts";
import { words } from "../words/index.ts";

await runCommand({
  help: words.solution.help,
  options: { yes: { type: "boolean", short: "y" }, json: { type: "boolean" } },
  run: ({ positionals, values }) =>
    withCourse(values.course, async (course) => {
      if (positionals.length > 1) throw new UsageError(words.solution.oneAtATime);
      const lesson = chooseLesson(course, positionals[0]);
      const command = `npm run solution ${lesson.number} -- --yes`;
      const gate = { yes: values.yes === true, json: values.json === true, command };
      if (!(await passSolutionGate(course.progress, lesson, gate))) return exitCode.passed;
      if (values.json) {
        const notes = solutionNotes(lesson) ?? null;
        console.log(JSON.stringify({ lesson: lesson.id, files: solutionFiles(lesson), notes }, null, 2));
      } else {
        const title = wrap(words.solution.title(lessonLabel(lesson)));
        console.log([...title, "", ...solutionText(lesson)].join("\n"));
      }
      return exitCode.passed;
    }),
});
