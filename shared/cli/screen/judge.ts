import type { CheckRequest } from "#shared/check/checker.ts";
import { testVerdict } from "#shared/check/compose-verdict.ts";
import { displayFolder } from "#shared/check/source.ts";
import type { Verdict } from "#shared/check/verdict.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { PostgresError } from "#shared/postgres/postgres-error.ts";
import { explainSystemError } from "../explain-system-error.ts";
import type { Session } from "../session.ts";
import { words } from "../words/index.ts";

const source = { kind: "lesson" } as const;

/**
 * The verdict on the learner's own files. What keeps a check from running is a verdict too, so that it can be read and
 * tried again: no server, no space on the disk. Throws only what is a defect of the course.
 */
export async function judge(session: Session, request: Omit<CheckRequest, "source">): Promise<Verdict> {
  const startedAt = performance.now();
  try {
    return await session.checker.checkLesson({ ...request, source });
  } catch (error) {
    const trouble = troubleOf(error, session.root);
    return couldNotRun(session.root, request.lesson, trouble, performance.now() - startedAt);
  }
}

function troubleOf(error: unknown, root: string): string {
  if (error instanceof LessonError || error instanceof PostgresError) return error.message;
  const known = explainSystemError(error, root);
  if (known) return `${known.found}\n${known.mend}`;
  // Other errors of the operating system name the call that failed.
  if (error instanceof Error && "syscall" in error) return words.start.machineTrouble(error.message);
  throw error;
}

function couldNotRun(root: string, lesson: Lesson, trouble: string, durationMs: number): Verdict {
  return {
    lesson: lesson.id,
    source: displayFolder(root, lesson, source),
    outcome: "could-not-run",
    trouble,
    tests: lesson.tests.map((expected) => testVerdict(expected, { ends: [] })),
    durationMs,
  };
}
