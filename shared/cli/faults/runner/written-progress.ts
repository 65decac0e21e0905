import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RunnerFault } from "#shared/check/faults/fault.ts";
import { beginLesson, readProgressFile } from "#shared/progress/progress-file.ts";
import { readOnlyWay } from "./drives.ts";
import { must, mustEnd } from "./must.ts";
import { layTinyCourse, type TinyCourse } from "./tiny-course.ts";

const kills = 60;

const here = import.meta.dirname;

/** Starts a writer, and kills it `afterMs` after it has written for the first time; a little later each time. */
async function killWhileWriting(course: TinyCourse, afterMs: number): Promise<void> {
  const writer = spawn(process.execPath, [join(here, "write-progress.ts"), course.folder], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = once(writer, "exit");
  await Promise.race([once(writer.stdout, "data"), ended]);
  must(writer.exitCode === null, "The program that writes progress ended by itself.");
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  writer.kill("SIGKILL");
  await ended;
}

const lastBegun = "2026-01-01T00:00:00.000Z";

export const writtenProgress: readonly RunnerFault[] = [
  {
    kind: "runner",
    name: "killed-while-writing",
    what: `SIGKILL, ${kills} times, while progress is written`,
    withinS: 40,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      const begun = { version: 1, lessons: { greeting: beginLesson(lastBegun) } };
      writeFileSync(course.progressFile, JSON.stringify(begun));
      for (let kill = 0; kill < kills; kill += 1) {
        await killWhileWriting(course, kill % 12);
        const read = readProgressFile(course.progressFile);
        must(read.kind === "read", `After kill ${kill + 1} the file is ${read.kind}.`);
        must(read.progress.lessons.greeting?.begun === lastBegun, `After kill ${kill + 1} an older lesson is lost.`);
      }
      await course.nextCheckPasses();
      const left = readdirSync(dirname(course.progressFile)).filter((name) => !/^progress(\.copy)?\.json$/.test(name));
      must(left.length === 0, `Left beside the progress file: ${left.slice(0, 3).join(", ")} (${left.length} in all)`);
    },
  },
  {
    kind: "runner",
    name: "two-runners",
    what: "start and four checks at once on one course",
    withinS: 30,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      const start = course.start("start");
      await start.waitFor(/^Waiting for a save/);
      course.solve();

      const ends = await Promise.all(([1, 2, 1, 2] as const).map((lesson) => course.check(lesson)));
      for (const end of ends) mustEnd(end, { code: 0, says: /PASSED/ });
      // It saw the save of the first lesson, and goes on with the second, which is solved too.
      mustEnd(await start.ended, { code: 0, says: /Every lesson is passed/ });

      const passed = Object.values(course.remembered()).filter((lesson) => lesson.passed !== undefined);
      must(passed.length === 2, `Both lessons were passed; remembered are ${passed.length}.`);
      await course.nextCheckPasses();
    },
  },
  ...staleLocks(),
  {
    kind: "runner",
    name: "progress-read-only",
    what: "progress that cannot be written",
    withinS: 16,
    unavailable: async () => (await readOnlyWay()).unavailable,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      mustEnd(await course.check(1), { code: 1, says: /FAILED/ });
      const { begun } = course.remembered().greeting as { begun: string };
      course.solve();
      const way = await readOnlyWay();
      const hood = dirname(course.progressFile);

      const says = /PASSED.*progress\.json could not be written, so this step is not remembered: .*npm run doctor/;
      mustEnd(await way.around(hood, (before) => course.check(1, {}, { before })), { code: 0, says });

      must(course.remembered().greeting?.passed === undefined, "It was written after all.");
      await course.nextCheckPasses();
      must((course.remembered().greeting as { begun?: string }).begun === begun, "The lesson began a second time.");
    },
  },
];

/** Locks that nobody will give back: the next command takes them away within its few seconds of patience. */
function staleLocks(): RunnerFault[] {
  const locks: [name: string, what: string, make: (lock: string) => void][] = [
    [
      "stale-lock",
      "the lock of a process that is dead",
      (lock) => {
        mkdirSync(lock);
        writeFileSync(join(lock, "0123456789ab-00000000"), "");
      },
    ],
    ["empty-lock", "the lock of a process killed as it gave it back", (lock) => mkdirSync(lock)],
    ["file-as-lock", "a file in the lock's place", (lock) => writeFileSync(lock, "0123456789ab")],
  ];
  return locks.map(([name, what, make]) => ({
    kind: "runner",
    name,
    what,
    withinS: 18,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      const lock = `${course.progressFile}.lock`;
      make(lock);
      await course.nextCheckPasses();
      must(!existsSync(lock), "The lock is still there.");
    },
  }));
}
