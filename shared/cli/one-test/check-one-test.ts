import { displayFolder, type Source } from "#shared/check/source.ts";
import { firstFailure, type TestVerdict, type Verdict } from "#shared/check/verdict.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { remember } from "../remember.ts";
import { headline, renderFailure, renderTrouble, renderVerdict } from "../render-verdict.ts";
import { debuggerPort, needDebuggerPort } from "../serve/debugger-port.ts";
import type { Session } from "../session.ts";
import { bold, green, yellow } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";
import { findTest } from "./find-test.ts";

export interface OneTestRequest {
  readonly lesson: Lesson;
  readonly source: Source;
  /** Part of a title; the first test that fails when left out. */
  readonly test: string | undefined;
  /** With a debugger, and without deadlines. */
  readonly inspect: boolean;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** Runs one test, to look into it. Whatever comes of it, the lesson does not count as passed. */
export async function checkOneTest(session: Session, request: OneTestRequest): Promise<ExitCode> {
  const { lesson, source, test, inspect, json, signal } = request;
  if (inspect) await needDebuggerPort();
  const title = test === undefined ? await findFirstFailure(session, request) : findTest(lesson, test);
  if (typeof title !== "string") return title.code;
  const folder = displayFolder(session.root, lesson, source);
  const verdict = await session.checker.checkLesson({
    lesson,
    source,
    signal,
    tests: [title],
    ...(inspect && { debug: { port: debuggerPort, onWaiting: () => tellHowToDebug(folder) } }),
  });
  if (signal.aborted) return exitCode.couldNotRun;
  const lines = json ? [JSON.stringify(verdict, null, 2)] : render(lesson, title, verdict);
  for (const line of lines) console.log(line);
  return { passed: exitCode.passed, failed: exitCode.lessonFails, "could-not-run": exitCode.couldNotRun }[
    verdict.outcome
  ];
}

/* A whole check of the lesson, which counts as any other. */
async function findFirstFailure(
  session: Session,
  { lesson, source, signal }: OneTestRequest,
): Promise<string | { readonly code: ExitCode }> {
  const verdict = await session.checker.checkLesson({ lesson, source, signal });
  if (signal.aborted) return { code: exitCode.couldNotRun };
  if (source.kind === "lesson") await remember(session.progress, lesson, verdict);
  const failure = firstFailure(verdict);
  if (verdict.outcome === "could-not-run" || !failure) {
    const passed = [headline(lesson, verdict), ...wrap(words.check.nothingToDebug(lesson))];
    for (const line of failure || verdict.trouble ? renderVerdict(lesson, verdict) : passed) console.error(line);
    return { code: failure || verdict.trouble ? exitCode.couldNotRun : exitCode.passed };
  }
  for (const line of renderFailure(failure)) console.error(line);
  return failure.title;
}

function tellHowToDebug(folder: string): void {
  const { debuggerAwaited, howToDebug } = words.check;
  console.error(`\n${bold(debuggerAwaited(debuggerPort))}`);
  for (const line of howToDebug(debuggerPort, folder).flatMap((step) => wrap(step, "  "))) console.error(line);
}

function render(lesson: Lesson, title: string, { trouble, tests }: Verdict): string[] {
  const test = tests.find((one) => one.title === title);
  return [...(test ? renderOne(test, trouble) : []), "", ...wrap(words.check.oneOnly(lesson))];
}

function renderOne(test: TestVerdict, trouble: string | undefined): string[] {
  if (trouble !== undefined) return [yellow(bold(words.check.oneNotRun(test.title))), ...renderTrouble(trouble)];
  return test.outcome === "passed" ? [green(bold(words.check.onePassed(test.title)))] : renderFailure(test);
}
