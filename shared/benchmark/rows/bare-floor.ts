import { mkdirSync } from "node:fs";
import { Agent } from "node:http";
import { join } from "node:path";
import { ask } from "#shared/bench/client/http.ts";
import { endSpare, startSpare } from "#shared/bench/service/spare.ts";
import { startService } from "#shared/bench/service/start-service.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import { openDatabases } from "#shared/postgres/databases.ts";
import type { Bench } from "../bench.ts";
import { contextFor } from "../bench-context.ts";
import { cardTests } from "../card-requests.ts";
import { serviceUrl } from "../service-url.ts";
import { watchSaves } from "./next-save.ts";
import { layOutSolution, type Saver, type Saving, saveNow } from "./saving.ts";

/** Milliseconds for an answer, and for the process to end. */
const limit = 10_000;

/**
 * What cannot be saved: the watcher, one warmed process that loads the service, one database that is there already, and
 * the requests one after another. No relay, no copy of the source, no test, no framework; nothing is compared.
 */
export async function openBareFloor(
  bench: Bench,
  lesson: Lesson & { readonly schemaSql: string },
  saving: Saving,
): Promise<Saver> {
  const folder = join(bench.run.folder, "source-floor");
  mkdirSync(folder, { recursive: true });
  layOutSolution(lesson, folder);
  const context = contextFor(bench, lesson, { sourceFolder: folder, testCount: 1 });
  const databases = openDatabases(bench.postgres);
  const template = await databases.template(lesson.schemaSql);
  const warm = await databases.clone(await databases.template(""));
  const warmSpare = () =>
    startSpare({
      root: bench.root,
      runId: bench.run.id,
      runFolder: bench.run.folder,
      warmUrl: serviceUrl(warm),
    });
  let spare = warmSpare();
  const saves = watchSaves(bench, folder);
  let clone = await databases.clone(template);

  return {
    async save(version) {
      const saved = saves.next();
      const agent = new Agent({ keepAlive: true });
      const at = saveNow(folder, saving, version);
      await saved;
      const service = await startService(context, async () => spare, { DATABASE_URL: serviceUrl(clone) });
      for (const { method, path, json } of cardTests.flatMap(({ requests }) => requests)) {
        const sent = json === undefined ? {} : { "content-type": "application/json" };
        const body = json === undefined ? undefined : JSON.stringify(json);
        await ask(service.port, agent, { method, path, headers: sent, body }, limit);
      }
      const whole = performance.now() - at;
      agent.destroy();
      service.kill();
      await service.waitForExit(limit);
      await clone.drop();
      clone = await databases.clone(template);
      spare = warmSpare();
      return { whole };
    },
    async [Symbol.asyncDispose]() {
      saves.stop();
      endSpare(spare);
      await databases[Symbol.asyncDispose]();
    },
  };
}
