import { join } from "node:path";
import { testVerdict } from "#shared/check/compose-verdict.ts";
import type { TestVerdict, Verdict } from "#shared/check/verdict.ts";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { emptyProgress, type LessonProgress } from "#shared/progress/progress-file.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";
import { repositoryRoot } from "../session.ts";
import type { GuideEvent } from "./events.ts";
import { openState, type State } from "./state.ts";
import { update } from "./update.ts";

/* Only for tests: states of the fixture course, made as the guide makes them. */

const course = readCourse(join(repositoryRoot, "shared/check/fixtures/course"));
export const [greeting, notes] = course.lessons as [Lesson, Lesson];

export function progressOf(lessons: Record<string, Partial<LessonProgress>> = {}): ProgressStore {
  const begun = { begun: "2026-01-01T00:00:00.000Z", tasks: [], hints: {}, quiz: {} };
  const known = Object.entries(lessons).map(([id, lesson]) => [id, { ...begun, ...lesson }] as const);
  return {
    progress: { ...emptyProgress(), lessons: Object.fromEntries(known) },
    takeWarnings: () => [],
    begin: async () => undefined,
    update: async () => undefined,
  };
}

export const passed = { passed: "2026-01-02T00:00:00.000Z", tasks: [1] };

/** The guide at the first lesson, its tests running. */
export function atStart(options: Partial<Pick<State, "size" | "isPlain" | "progress" | "lesson">> = {}): State {
  const { parts, lessons } = course;
  const size = { columns: 80, rows: 24 };
  const known = { root: repositoryRoot, parts, lessons, lesson: greeting, size, isPlain: false };
  return stateAfter(openState({ ...known, progress: progressOf(), ...options }), { type: "start" });
}

/** The state after these events. */
export function stateAfter(state: State, ...events: readonly GuideEvent[]): State {
  return events.reduce((now, event) => update(now, event)[0], state);
}

export const key = (name: string): GuideEvent => ({ type: "key", key: name });

/** The event that a test of this verdict has ended, by its place in the lesson. */
export function testEnds({ tests }: Verdict, index: number): GuideEvent {
  const test = tests[index];
  if (!test) throw new Error(`There is no test ${index}.`);
  return { type: "test", test };
}

/** A verdict in which all tests are red whose titles are given, with what the lesson's service would show. */
export function verdictOn(lesson: Lesson, reds: readonly string[], more: Partial<TestVerdict> = {}): Verdict {
  const tests = lesson.tests.map((expected): TestVerdict => {
    const empty = testVerdict(expected, { ends: [] });
    return reds.includes(expected.title) ? { ...empty, ...failure, ...more } : { ...empty, outcome: "passed" };
  });
  const outcome = reds.length > 0 ? "failed" : "passed";
  return { lesson: lesson.id, source: `lessons/${lesson.name}`, outcome, tests, durationMs: 400 };
}

const failure = {
  outcome: "failed",
  message: {
    what: "GET /greeting -> expected 200, got 500 Internal Server Error",
    why: "A shop that does not greet looks closed, and people walk on to the next one.",
    look: "Look at GET /greeting in src/server.ts (task 1).",
  },
  exchange: ["> GET /greeting", "< 500 text/html Internal Server Error"],
  log: ["The shop listens on http://127.0.0.1:20000", "Error: TODO 1: greet (src/server.ts)"],
  sql: ["conn 1  select text from greetings where language = $1   -- $1 = 'en'"],
} as const satisfies Partial<TestVerdict>;

/** So many type errors of the first lesson, as the guide tells them. */
export const typed = (count: number, message = "Type 'string' is not assignable to type 'number'."): GuideEvent => ({
  type: "types",
  types: Array.from({ length: count }, (_, at) => ({
    file: `lessons/${greeting.name}/src/server.ts`,
    line: at + 1,
    column: 7,
    message,
    code: "TS2322",
  })),
});

/** The verdict event as the guide tells it. */
export const judged = (verdict: Verdict, progress = progressOf()): GuideEvent => ({
  type: "verdict",
  verdict,
  progress,
});
