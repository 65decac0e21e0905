import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Lesson } from "#shared/lessons/course.ts";
import type { Bench } from "../bench.ts";
import { cardTests } from "../card-requests.ts";
import { watchSaves } from "./next-save.ts";
import { layOutSolution, type Saver, type Saving, saveNow } from "./saving.ts";

/** Our side: what `npm start` does on a save, TypeScript's look at it included, without the printing. */
export function openWatchedCheck(bench: Bench, lesson: Lesson, saving: Saving): Saver {
  const folder = join(bench.run.folder, "watched");
  cpSync(lesson.folder, folder, { recursive: true });
  layOutSolution(lesson, folder);
  const watched: Lesson = { ...lesson, folder, testFile: join(folder, "lesson.test.ts") };
  const tests = cardTests.map(({ title }) => title);
  const checker = bench.openChecker();
  checker.warm();
  const saves = watchSaves(bench, folder);
  let running = new AbortController();

  return {
    async save(version) {
      running.abort();
      running = new AbortController();
      const signal = AbortSignal.any([bench.signal, running.signal]);
      const saved = saves.next();
      const at = saveNow(folder, saving, version);
      await saved;
      let firstRed: number | undefined;
      // `npm start` leaves a lesson that is green: a save always follows a red test, and that one runs first.
      const [first] = tests;
      const verdict = await checker.checkLesson({
        lesson: watched,
        source: { kind: "lesson" },
        tests,
        ...(first !== undefined && { first }),
        onTest: ({ outcome }) => {
          if (outcome === "failed") firstRed ??= performance.now() - at;
        },
        onTypes: () => undefined, // a line below the tests, whenever it comes
        signal,
      });
      const whole = performance.now() - at;
      bench.signal.throwIfAborted();
      if (verdict.outcome !== (version === "right" ? "passed" : "failed")) {
        throw new Error(
          `The ${version} version was judged "${verdict.outcome}": ${verdict.trouble ?? "see the lesson"}`,
        );
      }
      return { whole, ...(firstRed !== undefined && { firstRed }) };
    },
    async [Symbol.asyncDispose]() {
      saves.stop();
      await checker[Symbol.asyncDispose]();
    },
  };
}
