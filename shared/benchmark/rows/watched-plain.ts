import { join } from "node:path";
import type { Lesson } from "#shared/lessons/course.ts";
import { openDatabases } from "#shared/postgres/databases.ts";
import type { Bench } from "../bench.ts";
import { cardTests } from "../card-requests.ts";
import { makePlainProject } from "../plain/plain-project.ts";
import { openPlainVitest } from "../plain/plain-vitest.ts";
import { serviceUrl } from "../service-url.ts";
import { type Saver, type Saving, saveNow } from "./saving.ts";

/** The rival: `vitest --watch`, the app in the test's process, one database on our own tuned, running server. */
export async function openWatchedPlain(
  bench: Bench,
  lesson: Lesson & { readonly schemaSql: string },
  saving: Saving,
): Promise<Saver> {
  const folder = makePlainProject(join(bench.run.folder, "plain"), lesson.solutionFolder);
  const databases = openDatabases(bench.postgres);
  const clone = await databases.clone(await databases.template(lesson.schemaSql));
  const vitest = await openPlainVitest(bench, {
    folder,
    mode: "watch",
    database: { kind: "shared", url: serviceUrl(clone), schemaSql: lesson.schemaSql },
  });
  return {
    async save(version) {
      const run = vitest.nextRun();
      const at = saveNow(folder, saving, version);
      const { firstFailedAt, endedAt, passed, failed } = await run;
      const expected = version === "right" ? 0 : 1;
      if (failed !== expected || passed + failed !== cardTests.length) {
        throw new Error(`The plain Vitest saw ${failed} of ${passed + failed} tests fail in the ${version} version.`);
      }
      return { whole: endedAt - at, ...(firstFailedAt !== undefined && { firstRed: firstFailedAt - at }) };
    },
    async [Symbol.asyncDispose]() {
      await vitest[Symbol.asyncDispose]();
      await clone.drop();
      await databases[Symbol.asyncDispose]();
    },
  };
}
