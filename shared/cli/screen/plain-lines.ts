import { join } from "node:path";
import { firstFailure, type TypeDiagnostic, type Verdict, withTypes } from "#shared/check/verdict.ts";
import { renderCourse } from "../course-list.ts";
import { displayPath } from "../display-path.ts";
import { headline, renderFailure, renderNote, renderTestLine, renderTypes, renderVerdict } from "../render-verdict.ts";
import { bold, dim, green, yellow } from "../terminal/style.ts";
import { columns, wrap } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";
import { courseLine } from "./course-line.ts";
import type { GuideEvent } from "./events.ts";
import { placesOf } from "./place.ts";
import type { State } from "./state.ts";
import { newlyLearned } from "./update.ts";

/** What an event gives to read to somebody who has lines and no screen. Pure, but for what the terminal is. */
export function plainLines(state: State, event: GuideEvent, before: State): string[] {
  const isNew = event.type === "start" || state.lesson !== before.lesson;
  return [
    ...eventLines(state, event, before),
    ...(state.view === before.view ? [] : viewLines(state)),
    ...(state.notes === before.notes
      ? []
      : state.notes.filter((note) => !before.notes.includes(note)).flatMap(noteLines)),
    ...(state.finale && !before.finale ? ["", ...wrap(words.start.finale)] : []),
    ...(isNew && !state.finale ? introduce(state) : []),
  ];
}

function eventLines(state: State, event: GuideEvent, before: State): string[] {
  switch (event.type) {
    case "postgres":
      return event.line.split("\n").flatMap((line) => wrap(line).map(dim));
    case "test":
      return event.test === state.failure ? renderFailure(event.test) : [];
    case "verdict":
      return verdictLines(state, event.verdict, before);
    case "types":
      return before.running ? [] : lateTypes(state, event.types ?? [], before);
    case "hint": {
      const { number, of, text } = event.hint;
      return ["", bold(words.start.hint(number, of)), ...wrap(text, "  ")];
    }
    case "finale":
      return event.verdict ? [headline(event.lesson, event.verdict)] : [];
    default:
      return [];
  }
}

function verdictLines(state: State, verdict: Verdict, before: State): string[] {
  const { lesson } = before;
  // The first red was shown when it was known. It may not be the lesson's first: the one of last time ran first.
  const shown = before.running?.ended.find(({ outcome }) => outcome === "failed");
  const wasShown = firstFailure(verdict)?.title === shown?.title && verdict.trouble === undefined;
  const isPassed = verdict.outcome === "passed";
  const told = withTypes(verdict, before.running?.hasTypes ? [...before.types] : undefined);
  return [
    "",
    ...(wasShown
      ? [
          headline(lesson, verdict),
          ...verdict.tests.flatMap((test) => renderTestLine(test)),
          ...renderTypes(lesson, told),
          ...renderNote(verdict),
        ]
      : renderVerdict(lesson, told)),
    ...newlyLearned(before, verdict).flatMap((task) =>
      wrap(words.start.learned(task, lesson.tasks[task - 1]?.learned ?? "")).map(green),
    ),
    ...(isPassed ? [...wrap(words.start.goal(lesson.goal)), ...wrap(words.start.quiz(lesson))] : []),
    ...(verdict.outcome === "could-not-run" ? wrap(words.start.tryAgain) : []),
    ...waitingLines(state),
  ];
}

/* What the verdict did not wait for. */
function lateTypes(state: State, types: readonly TypeDiagnostic[], { lesson, verdict }: State): string[] {
  const lines = renderTypes(lesson, { types: [...types], outcome: verdict?.outcome ?? "failed" });
  return lines.length > 0 ? [...lines, ...waitingLines(state)] : [];
}

function waitingLines({ running, finale, goesOn, lesson }: State): string[] {
  if (running || finale || goesOn) return [];
  return ["", ...wrap(words.start.waiting(lesson.name, keysInWords())).map(dim)];
}

function keysInWords(): string {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return "";
  return [...words.start.keys, ...words.start.lastKeys].map((key) => `  ${key.join(" ")}`).join("");
}

function viewLines(state: State): string[] {
  const { view } = state;
  switch (view.kind) {
    case "work":
      return [];
    case "ask":
      return wrap(words.start.askSolution);
    case "list":
      return ["", ...renderCourse(state, { width: columns(), current: state.lesson })];
    case "page":
      return [
        "",
        ...(view.title === undefined ? [] : [bold(view.title), ""]),
        ...view.text(columns(), view.open).lines,
      ];
    default:
      return view satisfies never;
  }
}

const noteLines = (note: string) => note.split("\n").flatMap((line) => wrap(line).map(yellow));

function introduce(state: State): string[] {
  const { root, lessons, lesson } = state;
  const { place, read, edit } = words.start;
  const where = place(lessons.indexOf(lesson) + 1, lessons.length, lesson.minutes);
  return [
    "",
    `${bold(`${lesson.number} ${lesson.title}`)} ${dim(`(${where})`)}`,
    ...wrap(lesson.story, "  "),
    `  ${dim(courseLine(state))}`,
    `  ${read}  ${displayPath(join(lesson.folder, "README.md"))}`,
    ...placesOf(root, lesson, undefined).map(({ shown }) => `  ${edit}  ${shown}`),
    "",
  ];
}
