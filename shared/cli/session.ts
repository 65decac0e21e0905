import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Checker } from "#shared/check/checker.ts";
import { stillChanged } from "#shared/check/course-guard/changed-course.ts";
import { stillChangedWords } from "#shared/check/course-guard/changed-words.ts";
import { type Course, readCourse } from "#shared/lessons/course.ts";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import type { PostgresServer } from "#shared/postgres/ladder.ts";
import { openProgress, type ProgressStore } from "#shared/progress/progress-store.ts";
import { openRun, type Run } from "#shared/runs/run.ts";
import { isPlainPath } from "./plain-path.ts";
import { words } from "./words/index.ts";

export const repositoryRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The course and what the learner has done of it: all that a command needs which judges nothing. */
export interface CourseSession extends Course, AsyncDisposable {
  readonly root: string;
  readonly run: Run;
  readonly progress: ProgressStore;
}

/** What a command works with that runs services; everything it starts ends with it. */
export interface Session extends CourseSession {
  readonly checker: Checker;
  /** The server of this session, opened when first asked for, and opened again when it was lost. */
  postgres(): Promise<PostgresServer>;
}

/** `course`: the folder that holds `lessons/` and `solutions/`; the repository itself when left out. */
export async function openCourse({ course }: { readonly course?: string | undefined }): Promise<CourseSession> {
  const root = repositoryRoot;
  const { parts, lessons } = readOrExplain(course ?? root);
  const run = await openRun(root);
  return {
    root,
    parts,
    lessons,
    run,
    progress: openProgress(course ?? root, run),
    [Symbol.asyncDispose]: () => run[Symbol.asyncDispose](),
  };
}

/** A file that cannot be read as what it should be may be one that a lesson's code has spoilt: that is said, too. */
function readOrExplain(folder: string): Course {
  try {
    return readCourse(folder);
  } catch (error) {
    const changed = error instanceof LessonError ? stillChanged(folder).map(({ file }) => file) : [];
    if (changed.length === 0) throw error;
    throw new LessonError(`${(error as LessonError).message}\n\n${stillChangedWords(changed)}`);
  }
}

function needPlainPath(folder: string): void {
  const { oddPath, renameFolder } = words.systemErrors;
  if (!isPlainPath(folder)) throw new LessonError(`${oddPath(resolve(folder))} ${renameFolder}`);
}

/** `say`: told which PostgreSQL is tried, and why. */
export async function openSession(options: {
  readonly course?: string | undefined;
  readonly say: (line: string) => void;
}): Promise<Session> {
  needPlainPath(options.course ?? repositoryRoot);
  const course = await openCourse(options);
  const { root, run } = course;
  // Loaded only here: the other commands answer at once.
  const [{ Checker }, { openPostgres }, { LastingServer }] = await Promise.all([
    import("#shared/check/checker.ts"),
    import("#shared/postgres/ladder.ts"),
    import("#shared/postgres/lasting-server.ts"),
  ]);
  const server = new LastingServer(() => openPostgres({ root, run, say: options.say }));
  const postgres = () => server.get();
  const checker = new Checker({ root, run, postgres });
  return {
    ...course,
    checker,
    postgres,
    async [Symbol.asyncDispose]() {
      await checker[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      await course[Symbol.asyncDispose]();
    },
  };
}
