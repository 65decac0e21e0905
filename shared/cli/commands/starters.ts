import { readCourse } from "#shared/lessons/course.ts";
import { findLesson } from "#shared/lessons/find-lesson.ts";
import { keepStarter } from "#shared/progress/starters.ts";
import { runCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { repositoryRoot } from "../session.ts";
import { words } from "../words/index.ts";

await runCommand({
  help: words.starters.help,
  options: {},
  async run({ positionals }) {
    const all = readCourse(repositoryRoot).lessons;
    const lessons = positionals.length === 0 ? all : positionals.map((name) => findLesson(all, name));
    for (const lesson of lessons) {
      keepStarter(lesson);
      console.log(words.starters.kept(lesson));
    }
    return exitCode.passed;
  },
});
