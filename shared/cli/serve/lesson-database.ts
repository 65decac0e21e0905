import type { Lesson } from "#shared/lessons/course.ts";
import { type KeptDatabase, keptHome, keptRung, openKeptDatabase, readCopyMark } from "#shared/postgres/kept/index.ts";
import { openPostgres, type PostgresServer } from "#shared/postgres/ladder.ts";
import { composeRung } from "#shared/postgres/rungs/compose.ts";
import { containerRung } from "#shared/postgres/rungs/container.ts";
import { urlRung } from "#shared/postgres/rungs/url.ts";
import type { Run } from "#shared/runs/run.ts";

/** A lesson's database, for as long as `serve` uses it; disposing it leaves the rows. */
export interface LessonDatabase extends KeptDatabase, AsyncDisposable {
  /** Which PostgreSQL, and why this one. */
  readonly description: string;
  /** False for a container, which is thrown away with everything in it. */
  readonly lasts: boolean;
}

/** The lasting database of a lesson. Throws a PostgresError when there is no PostgreSQL, or `schema.sql` does not run. */
export async function openLessonDatabase(options: {
  readonly root: string;
  readonly courseFolder: string;
  readonly run: Run;
  readonly lesson: Lesson;
  readonly schemaSql: string;
  readonly fresh: boolean;
  readonly say: (line: string) => void;
}): Promise<LessonDatabase> {
  const { root, courseFolder, run, lesson, schemaSql, fresh, say } = options;
  // A container comes last here: its rows would not outlive it.
  const rungs = [urlRung, composeRung, keptRung(courseFolder), containerRung];
  const server: PostgresServer = await openPostgres({ root, run, say, rungs });
  try {
    const copy = readCopyMark(keptHome(courseFolder));
    const database = await openKeptDatabase({ adminUrl: server.adminUrl, copy, lessonId: lesson.id, schemaSql, fresh });
    return {
      ...database,
      description: server.description,
      lasts: server.rung !== "container",
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}
