import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Source } from "#shared/check/source.ts";
import type { Verdict } from "#shared/check/verdict.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import { findLesson } from "#shared/lessons/find-lesson.ts";
import { chooseLesson } from "../choose-lesson.ts";
import { runCommand, UsageError } from "../command.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { stopSignal } from "../on-stop.ts";
import { checkOneTest } from "../one-test/check-one-test.ts";
import { problemLines } from "../problem-lines.ts";
import { remember } from "../remember.ts";
import { headline, renderVerdict } from "../render-verdict.ts";
import { openSession, type Session } from "../session.ts";
import { words } from "../words/index.ts";

await runCommand({
  help: words.check.help,
  options: {
    json: { type: "boolean" },
    problems: { type: "boolean" },
    source: { type: "string" },
    test: { type: "string" },
    inspect: { type: "boolean" },
  },
  async run({ positionals, values }) {
    if (positionals.length > 1) throw new UsageError(`${words.check.oneAtATime}\n\n${words.check.help}`);
    const [asked] = positionals;
    const source = sourceOf(values.source, asked);
    const signal = stopSignal();
    const say = (line: string) => console.error(line);
    await using session = await openSession({ say, course: values.course });
    try {
      const { json = false, inspect = false, test } = values;
      if (inspect || test !== undefined) {
        const lesson = chooseLesson(session, asked);
        return await checkOneTest(session, { lesson, source, test, inspect, json, signal });
      }
      const lessons = asked === undefined ? begunLessons(session) : [findLesson(session.lessons, asked)];
      const verdicts: Verdict[] = [];
      for (const lesson of lessons) {
        const verdict = await session.checker.checkLesson({ lesson, source, signal });
        if (signal.aborted) break;
        verdicts.push(verdict);
        if (source.kind === "lesson") await remember(session.progress, lesson, verdict);
        if (json) continue;
        for (const line of show(lesson, verdict, asked === undefined)) console.log(line);
        if (values.problems) for (const line of problemLines(session.root, lesson, verdict)) console.log(line);
      }
      if (json) console.log(JSON.stringify(asked === undefined ? verdicts : verdicts[0], null, 2));
      else if (lessons.length === 0) console.log(words.check.noneBegun);
      return signal.aborted ? exitCode.couldNotRun : worst(verdicts);
    } finally {
      for (const warning of session.progress.takeWarnings()) say(warning);
    }
  },
});

function sourceOf(folder: string | undefined, asked: string | undefined): Source {
  if (folder === undefined) return { kind: "lesson" };
  if (asked === undefined) throw new UsageError(words.check.sourceNeedsLesson);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(words.check.noSource(resolve(folder)));
  }
  return { kind: "folder", folder };
}

function begunLessons({ lessons, progress }: Session): Lesson[] {
  return lessons.filter(({ id }) => progress.progress.lessons[id] !== undefined);
}

function show(lesson: Lesson, verdict: Verdict, oneLine: boolean): string[] {
  if (!oneLine) return renderVerdict(lesson, verdict);
  return [headline(lesson, verdict), ...(verdict.trouble === undefined ? [] : [`  ${verdict.trouble}`])];
}

function worst(verdicts: readonly Verdict[]): ExitCode {
  if (verdicts.some(({ outcome }) => outcome === "could-not-run")) return exitCode.couldNotRun;
  return verdicts.some(({ outcome }) => outcome === "failed") ? exitCode.lessonFails : exitCode.passed;
}
