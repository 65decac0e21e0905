import type { Lesson } from "#shared/lessons/course.ts";
import { starterFiles } from "#shared/progress/reset-lesson.ts";
import { starterFolder } from "#shared/progress/starters.ts";
import { chooseLesson } from "../choose-lesson.ts";
import { runCommand, UsageError } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { diffFolders, renderDiffs } from "../lesson-diff.ts";
import { passSolutionGate } from "../solution-gate.ts";
import { withCourse } from "../with-course.ts";
import { words } from "../words/index.ts";

await runCommand({
  help: words.diff.help,
  options: { solution: { type: "boolean" }, yes: { type: "boolean", short: "y" }, json: { type: "boolean" } },
  run: ({ positionals, values: { solution = false, yes = false, json = false, course: folder } }) =>
    withCourse(folder, async (course) => {
      if (positionals.length > 1) throw new UsageError(words.diff.oneAtATime);
      const lesson = chooseLesson(course, positionals[0]);
      const command = `npm run diff ${lesson.number} -- --solution --yes`;
      if (solution && !(await passSolutionGate(course.progress, lesson, { yes, json, command }))) {
        return exitCode.passed;
      }
      show(lesson, solution ? "solution" : "starter", json);
      return exitCode.passed;
    }),
});

function show(lesson: Lesson, against: "starter" | "solution", json: boolean): void {
  starterFiles(lesson); // says so when solutions/ is not there
  const folders =
    against === "starter"
      ? { from: starterFolder(lesson), to: lesson.folder }
      : { from: lesson.folder, to: lesson.solutionFolder };
  const forPeople = process.stdout.isTTY && !json;
  const files = diffFolders(lesson, folders, { anyLineEnd: forPeople });
  if (json) console.log(JSON.stringify({ lesson: lesson.id, against, files }, null, 2));
  else if (forPeople || files.length === 0) console.log(renderDiffs(lesson, against, files).join("\n"));
  else process.stdout.write(files.map(({ patch }) => patch).join("")); // to the byte: it may become a patch
}
