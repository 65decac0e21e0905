import type { Lesson } from "#shared/lessons/course.ts";
import { maskUrl } from "#shared/postgres/mask-url.ts";
import { openSqlPrompt, type SqlPrompt } from "#shared/postgres/prompt/index.ts";
import { chooseLesson } from "../choose-lesson.ts";
import { runCommand, UsageError } from "../command.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { stopSignal } from "../on-stop.ts";
import { parentGone } from "../parent-gone.ts";
import { openLessonDatabase } from "../serve/lesson-database.ts";
import { type CourseSession, openCourse } from "../session.ts";
import { typeLines } from "../sql/type-lines.ts";
import { dim } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";

const say = words.sql;
const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;

await runCommand({
  help: say.help,
  options: {},
  async run({ positionals, values }) {
    const [asked] = positionals;
    if (positionals.length > 1) throw new UsageError(`${say.oneAtATime}\n\n${say.help}`);
    const stop = AbortSignal.any([stopSignal(), parentGone()]);
    const isEditable = isTerminal && values.plain !== true;
    if (asked !== undefined && /^postgres(ql)?:\/\//.test(asked)) return typeTo(asked, isEditable, stop);
    await using session = await openCourse({ course: values.course });
    const lesson = chooseLesson(session, asked);
    await using database = await openDatabase(session, lesson, values.course);
    tell(database.lasts ? say.open(lesson) : say.container(lesson));
    if (database.state === "changed") tell(say.changed(lesson));
    return await typeTo(database.url, isEditable, stop);
  },
});

function openDatabase({ root, run }: CourseSession, lesson: Lesson, course: string | undefined) {
  const { schemaSql } = lesson;
  if (schemaSql === undefined) throw new UsageError(say.noDatabase(lesson));
  return openLessonDatabase({ root, courseFolder: course ?? root, run, lesson, schemaSql, fresh: false, say: tell });
}

async function typeTo(url: string, isEditable: boolean, stop: AbortSignal): Promise<ExitCode> {
  await using prompt = await open(url);
  if (isTerminal) tell(say.howTo);
  try {
    const isFine = await typeLines({ prompt, tell, isTerminal, isEditable, stop });
    return isFine ? exitCode.passed : exitCode.lessonFails;
  } catch (error) {
    tell(say.lost((error as Error).message));
    return exitCode.couldNotRun;
  }
}

async function open(url: string): Promise<SqlPrompt> {
  try {
    return await openSqlPrompt(url, (line) => console.log(line));
  } catch (error) {
    throw new UsageError(say.notReached(maskUrl(url), (error as Error).message));
  }
}

/** What is not from PostgreSQL is no part of the output that somebody may want to keep. */
function tell(text: string): void {
  for (const line of text.split("\n")) for (const row of wrap(line)) console.error(dim(row));
}
