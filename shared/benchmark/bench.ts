import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Checker } from "#shared/check/checker.ts";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import type { DockerEndpoint } from "#shared/postgres/docker/docker-endpoint.ts";
import { probeDocker } from "#shared/postgres/docker/docker-probe.ts";
import { removeRunContainers } from "#shared/postgres/docker/leftover-containers.ts";
import { postgresImage } from "#shared/postgres/docker/postgres-image.ts";
import { openPostgres, type PostgresServer } from "#shared/postgres/ladder.ts";
import { openRun, type Run } from "#shared/runs/run.ts";

/** Calls back when something below `folder/src` was saved; returns what ends it. */
export type Watch = (folder: string, onChange: () => void) => () => void;

export interface BenchOptions {
  readonly root: string;
  readonly signal: AbortSignal;
  /** The watcher of `npm start`. Passed in, because this room does not know the command line. */
  readonly watch: Watch;
  /** Called when a measurement begins or a round is over. */
  readonly say: (line: string) => void;
  /** How often each thing is measured; each has a number of its own when left out. */
  readonly rounds?: number;
}

/** The engine with PostgreSQL's image on it, or why there is none, as a clause. */
export type Docker = { readonly endpoint: DockerEndpoint; readonly image: string } | { readonly why: string };

/** What the measurements work with; everything they start ends with it. */
export interface Bench extends BenchOptions, AsyncDisposable {
  readonly run: Run;
  /** The course as it was when the bench began: an author may write lessons meanwhile. */
  readonly course: readonly Lesson[];
  readonly postgres: PostgresServer;
  readonly docker: Docker;
  /** A new checker on this PostgreSQL, as `npm start` has one. */
  openChecker(): Checker;
}

/** Throws a LessonError or PostgresError when there is nothing to measure with. */
export async function openBench(options: BenchOptions): Promise<Bench> {
  const { root } = options;
  const image = postgresImage(process.env);
  const probe = await probeDocker({ env: process.env, image });
  const docker: Docker = probe.kind === "ready" ? { endpoint: probe.endpoint, image } : { why: probe.why };
  const run = await openRun(root);
  const cleanUp = async () => {
    if ("endpoint" in docker) await removeRunContainers(docker.endpoint, run.id);
    await run[Symbol.asyncDispose]();
  };
  try {
    const course = readCourse(copyCourse(root, run)).lessons;
    // The rung that everybody has, unless somebody asks for another: numbers of two machines should be comparable.
    const env = { ...process.env, HOOD_POSTGRES: process.env.HOOD_POSTGRES || "embedded" };
    const postgres = await openPostgres({ root, run, say: options.say, env });
    return {
      ...options,
      run,
      course,
      postgres,
      docker,
      openChecker: () => new Checker({ root, run, postgres: async () => postgres }),
      async [Symbol.asyncDispose]() {
        await postgres[Symbol.asyncDispose]();
        await cleanUp();
      },
    };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

function copyCourse(root: string, run: Run): string {
  const course = join(run.folder, "course");
  mkdirSync(course);
  // tsconfig.json, because the lessons' own one extends it.
  for (const part of ["lessons", "solutions", "tsconfig.json"]) {
    cpSync(join(root, part), join(course, part), { recursive: true });
  }
  return course;
}

/** The lesson that the measurements of one lesson use: the first with many tests, each on a database of its own. */
export function cardShelf(course: readonly Lesson[]): Lesson & { readonly schemaSql: string } {
  const lesson = course.find(({ id }) => id === "card-shelf");
  if (lesson?.schemaSql !== undefined) return { ...lesson, schemaSql: lesson.schemaSql };
  throw new LessonError("The lesson card-shelf, which is measured, is not in this course or has no schema.sql.");
}
