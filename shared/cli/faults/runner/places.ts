import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RunnerFault } from "#shared/check/faults/fault.ts";
import { copyMachine } from "../../doctor/testing/machine-copy.ts";
import { fullDrive, readOnlyWay } from "./drives.ts";
import { must, mustEnd } from "./must.ts";
import { layTinyCourse } from "./tiny-course.ts";

/** The whole course lies at another path, below its folder; `reach` is the path by which it is called. */
function at(name: string, what: string, path: string, more: Partial<Place> = {}): RunnerFault {
  const { reach = (real) => real, unavailable } = more;
  return {
    kind: "runner",
    name,
    what,
    withinS: 28,
    ...(unavailable && { unavailable }),
    async survive({ folder }) {
      using machine = copyMachine({ to: join(folder, path) });
      const reached = reach(machine.root);
      const course = layTinyCourse(reached, join(reached, "tiny"));
      const keepsFiles = course.keepsFiles();
      mustEnd(await course.check(1), { code: 1, says: /FAILED 01 Greeting: 1 of 3/ });
      keepsFiles();
      await course.nextCheckPasses(1);
      await course.nextCheckPasses(2);
    },
  };
}

interface Place {
  readonly reach: (real: string) => string;
  readonly unavailable: RunnerFault["unavailable"];
}

/** The same path in the other case, where the drive takes it for the same. */
function otherCase(path: string): string {
  return join(dirname(path), "COURSE");
}

export const places: readonly RunnerFault[] = [
  at("path-with-spaces", "a path with spaces, quotes and signs", "My Courses (1) & it's"),
  at("path-non-ascii", "a path with letters of several languages", "Großmutters Karten, 你好, кот"),
  at("path-long", "a path with a name of 200 characters", "x".repeat(200), {
    unavailable: () => (process.platform === "win32" ? "Windows ends paths at 260 characters by itself" : undefined),
  }),
  at("path-through-a-link", "a path through a symbolic link", "real", {
    reach(real) {
      const link = join(dirname(real), "link");
      symlinkSync(real, link, "junction");
      return link;
    },
  }),
  at("path-in-another-case", "a path typed in capital letters", "course", {
    reach: otherCase,
    unavailable: () =>
      existsSync(join(import.meta.dirname, "PLACES.ts"))
        ? undefined
        : "this drive tells capital letters from small ones",
  }),
  {
    kind: "runner",
    name: "path-with-hash",
    what: "a path that no test can be loaded from",
    withinS: 20,
    async survive({ root, folder }) {
      using machine = copyMachine({ to: join(folder, "100% #1") });
      const course = layTinyCourse(machine.root, join(machine.root, "tiny"));
      const keepsFiles = course.keepsFiles();
      mustEnd(await course.check(1), {
        code: 2,
        says: /cannot be loaded from .*there is a # or a % in its path\. Give/,
      });
      keepsFiles();
      await layTinyCourse(root, join(folder, "elsewhere")).nextCheckPasses();
    },
  },
  {
    kind: "runner",
    name: "course-read-only",
    what: "the course's folder cannot be written",
    withinS: 24,
    unavailable: async () => (await readOnlyWay()).unavailable,
    async survive({ folder }) {
      using machine = copyMachine({ to: join(folder, "machine") });
      const course = layTinyCourse(machine.root, join(machine.root, "tiny"));
      const keepsFiles = course.keepsFiles();
      const way = await readOnlyWay();

      const ended = await way.around(machine.root, (before) => course.check(1, {}, { before }));

      mustEnd(ended, { code: 2, says: /(its drive is read-only|belongs to somebody else, or is protected)\./ });
      keepsFiles();
      await course.nextCheckPasses();
    },
  },
  {
    kind: "runner",
    name: "disk-full",
    what: "not a byte is left on the drive where progress is kept",
    withinS: 20,
    unavailable: () => (fullDrive("", "") ? undefined : "this user may not mount a small drive here"),
    async survive({ root, folder }) {
      const course = layTinyCourse(root, join(folder, "course"));
      mustEnd(await course.check(2), { code: 1, says: /FAILED/ });
      const before = readFileSync(course.progressFile, "utf8");
      course.solve();
      const seen = join(folder, "seen");
      mkdirSync(folder, { recursive: true });

      const drive = fullDrive(dirname(course.progressFile), seen) ?? [];
      const ended = await course.check(1, {}, { before: drive });

      const says = /PASSED.*progress\.json could not be written, so this step is not remembered: ENOSPC/;
      mustEnd(ended, { code: 0, says });
      must(readFileSync(join(seen, "progress.json"), "utf8") === before, "What was remembered is not what it was.");
      await course.nextCheckPasses();
    },
  },
];
