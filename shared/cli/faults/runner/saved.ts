import { readFileSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { RunnerFault } from "#shared/check/faults/fault.ts";
import { must, mustEnd } from "./must.ts";
import { heldService } from "./services.ts";
import { layTinyCourse, save, type TinyCourse } from "./tiny-course.ts";

/* Files that change, go and come while a check runs. */

const saves = 200;
/** Milliseconds for all of them. */
const savesTake = 5_000;

/** Does `change` in the middle of a check, and of start's; it returns what undoes it. */
function inMidRun(
  name: string,
  what: string,
  change: (course: TinyCourse) => () => void,
  ends: { readonly code: number; readonly says: RegExp },
): RunnerFault {
  return {
    kind: "runner",
    name,
    what,
    withinS: 32,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      {
        await using service = await heldService(course.right(1));
        save(course.greeting, service.source);
        const check = course.start("check", ["1"]);
        await service.asked;
        const undo = change(course);
        service.goOn();
        mustEnd(await check.ended, ends);
        undo();
        must(readFileSync(course.greeting, "utf8") === service.source, "The learner's file is not what it was.");
      }
      rmSync(course.progressFile, { force: true }); // or start would go on with the next lesson
      await using service = await heldService(course.right(1));
      save(course.greeting, service.source);
      const start = course.start("start");
      await service.asked;
      const undo = change(course);
      service.goOn();
      await start.waitFor(/^(PASSED|COULD NOT RUN) {2}01 Greeting/);
      undo();
      save(course.greeting, course.right(1));
      await start.waitFor(/^PASSED {2}01 Greeting/);
      start.kill("SIGTERM");
      mustEnd(await start.ended, { code: 0, says: /Your progress is kept/ });
      await course.nextCheckPasses();
    },
  };
}

export const saved: readonly RunnerFault[] = [
  {
    kind: "runner",
    name: "200-saves",
    what: `${saves} saves in ${savesTake / 1_000} seconds under start`,
    withinS: 30,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      const right = course.right(1);
      const start = course.start("start");
      await start.waitFor(/^Waiting for a save/);
      const begin = performance.now();
      for (let number = 1; number < saves; number += 1) {
        save(course.greeting, right.replace('"world"', `"world ${number}"`));
        const due = begin + (number * savesTake) / saves - performance.now();
        await new Promise((resolve) => setTimeout(resolve, Math.max(due, 0)));
      }
      must(!start.lines.some((line) => line.startsWith("PASSED")), "A save that is wrong was called right.");
      save(course.greeting, right);

      await start.waitFor(/^PASSED {2}01 Greeting: 3 of 3/);
      start.kill("SIGTERM");
      mustEnd(await start.ended, { code: 0, says: /Your progress is kept/ });
      must(readFileSync(course.greeting, "utf8") === right, "The last save is not what the learner saved.");
      must(course.remembered().greeting?.passed !== undefined, "The pass was not remembered.");
      await course.nextCheckPasses();
    },
  },
  inMidRun(
    "file-deleted",
    "the service's file is deleted in mid-run",
    (course) => {
      const text = readFileSync(course.greeting, "utf8");
      rmSync(course.greeting);
      return () => save(course.greeting, text);
    },
    { code: 0, says: /PASSED 01 Greeting/ },
  ),
  inMidRun(
    "lesson-renamed",
    "the lesson's folder is renamed in mid-run",
    (course) => {
      const lesson = dirname(dirname(course.greeting));
      renameSync(lesson, `${lesson}-away`);
      return () => renameSync(`${lesson}-away`, lesson);
    },
    { code: 2, says: /COULD NOT RUN 01 Greeting/ },
  ),
];
