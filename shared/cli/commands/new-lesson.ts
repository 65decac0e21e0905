import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCourse } from "#shared/lessons/course.ts";
import { keepStarter } from "#shared/progress/starters.ts";
import { runCommand, UsageError } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { planLesson, scaffoldLesson, withReadmeRow } from "../new-lesson/scaffold.ts";
import { repositoryRoot } from "../session.ts";
import { words } from "../words/index.ts";

const say = words.newLesson;

await runCommand({
  help: say.help,
  options: { number: { type: "string" }, part: { type: "string" } },
  async run({ positionals: [slug], values }) {
    if (slug === undefined) throw new UsageError(`${say.whichName}\n\n${say.help}`);
    const folder = values.course ?? repositoryRoot;
    const lesson = planLesson(readCourse(folder), { slug, number: values.number, part: values.part });
    const folders = scaffoldLesson(folder, lesson);
    const written = readCourse(folder).lessons.find(({ id }) => id === slug);
    if (written) keepStarter(written);
    const readme = join(folder, "README.md");
    if (existsSync(readme)) writeFileSync(readme, withReadmeRow(readFileSync(readme, "utf8"), lesson));
    console.log(say.made(folders.lesson, folders.solution));
    console.log(say.next(lesson.number));
    return exitCode.passed;
  },
});
