import { mkdirSync, readdirSync, rmSync, symlinkSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import type { RunnerFault } from "#shared/check/faults/fault.ts";
import { copyMachine } from "../../doctor/testing/machine-copy.ts";
import { mustEnd } from "./must.ts";
import { heldService } from "./services.ts";
import { layTinyCourse, save } from "./tiny-course.ts";

/* What the course itself needs goes away. Each on a copy of the whole course. */

export const installation: readonly RunnerFault[] = [
  {
    kind: "runner",
    name: "packages-half-deleted",
    what: "half of node_modules is gone, then one package",
    withinS: 24,
    async survive({ root }) {
      // Not in the folder given: below the repository, its packages would be found.
      using machine = copyMachine({ packages: false });
      const course = layTinyCourse(machine.root, join(machine.root, "tiny"));
      const [from, to] = [join(root, "node_modules"), join(machine.root, "node_modules")];
      mkdirSync(to);
      const keepsFiles = course.keepsFiles();
      const packages = readdirSync(from);
      for (const name of packages) symlinkSync(join(from, name), join(to, name));
      const half = packages.filter((name) => name >= "m"); // pg and vitest are in it
      for (const gone of [half, ["pg"]]) {
        for (const name of gone) unlinkSync(join(to, name));
        mustEnd(await course.check(2), { code: 2, says: /npm ci/ });
        for (const name of gone) symlinkSync(join(from, name), join(to, name));
      }

      keepsFiles();
      await course.nextCheckPasses();
    },
  },
  {
    kind: "runner",
    name: "hood-deleted",
    what: ".hood is deleted in mid-run",
    withinS: 28,
    async survive({ folder }) {
      using machine = copyMachine({ to: join(folder, "machine") });
      const course = layTinyCourse(machine.root, join(machine.root, "tiny"));
      await using service = await heldService(course.right(1));
      save(course.greeting, service.source);
      const keepsFiles = course.keepsFiles();
      const check = course.start("check", ["1"]);
      await service.asked;

      rmSync(join(machine.root, ".hood"), { recursive: true, force: true });
      rmSync(join(course.folder, ".hood"), { recursive: true, force: true });
      service.goOn();

      const { code, output } = await check.ended;
      mustEnd(
        { code, output },
        { code: 2, says: /COULD NOT RUN 01 Greeting .*\.hood.* was removed while the tests ran/ },
      );
      keepsFiles();
      await course.nextCheckPasses();
    },
  },
];
