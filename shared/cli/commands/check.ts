import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Source } from "#shared/check/source.ts";
import { type TypeDiagnostic, type Verdict, withTypes } from "#shared/check/verdict.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import { findLesson } from "#shared/lessons/find-lesson.ts";
import { chooseLesson } from "../choose-lesson.ts";
import { runCommand, UsageError } from "../command.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { endSoonAfter, stopSignal } from "../on-stop.ts";
import { checkOneTest } from "../one-test/check-one-test.ts";
import { problemLines } from "../problem-lines.ts";
import { remember } from "../remember.ts";
import { headline, renderNote, renderTrouble, renderTypes, renderVerdict } from "../render-verdict.ts";
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
    const signal = endSoonAfter(stopSignal());
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
      const isOne = asked !== undefined;
      const print = (lines: readonly string[]) => {
        if (!json) for (const line of lines) console.log(line);
      };
      for (const lesson of lessons) {
        const types = Promise.withResolvers<TypeDiagnostic[] | undefined>();
        // One line for each of many lessons has no room for them.
        const onTypes = isOne ? { onTypes: types.resolve } : {};
        const judged = await session.checker.checkLesson({ lesson, source, signal, ...onTypes });
        if (signal.aborted) break;
        if (source.kind === "lesson") await remember(session.progress, lesson, judged);
        print(show(lesson, judged, !isOne));
        const verdict = isOne ? withTypes(judged, await types.promise) : judged;
        if (isOne) print(renderTypes(lesson, verdict));
        if (values.problems) print(problemLines(session.root, lesson, verdict));
        verdicts.push(verdict);
      }
      if (json) console.log(JSON.stringify(isOne ? verdicts[0] : verdicts, null, 2));
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
  const { trouble } = verdict;
  return [headline(lesson, verdict), ...(trouble === undefined ? [] : renderTrouble(trouble)), ...renderNote(verdict)];
}

function worst(verdicts: readonly Verdict[]): ExitCode {
  if (verdicts.some(({ outcome }) => outcome === "could-not-run")) return exitCode.couldNotRun;
  return verdicts.some(({ outcome }) => outcome === "failed") ? exitCode.lessonFails : exitCode.passed;
}
