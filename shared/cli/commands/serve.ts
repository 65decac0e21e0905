import type { Lesson } from "#shared/lessons/course.ts";
import { chooseLesson } from "../choose-lesson.ts";
import { runCommand, UsageError } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { endSoonAfter, stopSignal } from "../on-stop.ts";
import { parentGone } from "../parent-gone.ts";
import { choosePort, wantedPort } from "../serve/choose-port.ts";
import { debuggerPort, needDebuggerPort } from "../serve/debugger-port.ts";
import { type LessonDatabase, openLessonDatabase } from "../serve/lesson-database.ts";
import { watchService } from "../serve/watch-service.ts";
import { openCourse } from "../session.ts";
import { bold, dim, yellow } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";

await runCommand({
  help: words.serve.help,
  options: { fresh: { type: "boolean" }, inspect: { type: "boolean" } },
  async run({ positionals, values }) {
    if (positionals.length > 1) throw new UsageError(`${words.serve.oneAtATime}\n\n${words.serve.help}`);
    const stop = endSoonAfter(AbortSignal.any([stopSignal(), parentGone()]));
    await using session = await openCourse({ course: values.course });
    const lesson = chooseLesson(session, positionals[0]);
    const wanted = wantedPort(lesson.number, process.env.PORT);
    if (values.inspect) await needDebuggerPort();
    const { root, run } = session;
    const { schemaSql } = lesson;
    const courseFolder = values.course ?? root;
    const fresh = values.fresh ?? false;
    await using database =
      schemaSql === undefined
        ? undefined
        : await openLessonDatabase({ root, courseFolder, run, lesson, schemaSql, fresh, say });
    const port = await choosePort(wanted);
    for (const line of introduce(lesson, { wanted, port }, database)) console.log(line);
    await watchService({
      folder: lesson.folder,
      env: {
        ...process.env,
        ...lesson.env,
        PORT: String(port),
        ...(database && { DATABASE_URL: database.url }),
      },
      flags: values.inspect ? [`--inspect=127.0.0.1:${debuggerPort}`] : [],
      stop,
      onEnd: ({ code, signal }) => {
        for (const line of wrap(words.serve.ended(code, signal))) console.log(yellow(line));
      },
    });
    return exitCode.passed;
  },
});

function say(line: string): void {
  for (const row of wrap(line)) console.log(row);
}

function introduce(
  lesson: Lesson,
  { wanted, port }: { wanted: number; port: number },
  database: LessonDatabase | undefined,
): string[] {
  const url = `http://127.0.0.1:${port}`;
  return [
    ...wrap(words.serve.address(lesson, url)).map(bold),
    ...(port === wanted ? [] : wrap(words.serve.portMoved(wanted, port))),
    ...(database ? aboutDatabase(lesson, database) : []),
    "",
    ...wrap(words.serve.tryIt),
    ...lesson.try.map((line) => `  ${commandFor(line, url)}`),
    "",
    ...wrap(words.serve.untilCtrlC),
    "",
  ];
}

/* What is to be copied stays on one line, however narrow the terminal. */
function aboutDatabase(lesson: Lesson, { url, state, lasts, description }: LessonDatabase): string[] {
  return [
    "",
    ...wrap(words.serve.database(lesson, state)),
    `  ${lasts ? words.serve.sql(lesson) : words.serve.sqlAt(url)}`,
    `  ${words.serve.psql(url)}`,
    ...wrap(description, "  ").map(dim),
    ...(lasts ? [] : wrap(words.serve.notKept)),
  ];
}

/* In Windows PowerShell, curl is another program's name. */
function commandFor(line: string, url: string): string {
  const command = line.replaceAll("{url}", url);
  return process.platform === "win32" ? command.replace(/^curl /, "curl.exe ") : command;
}
