import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { RunnerFault } from "#shared/check/faults/fault.ts";
import { isReachableByAll } from "#shared/postgres/embedded/binaries.ts";
import { installWithoutScripts, postgresPackage } from "../../doctor/testing/fake-install.ts";
import { copyMachine } from "../../doctor/testing/machine-copy.ts";
import { repositoryRoot } from "../../session.ts";
import { must, mustEnd } from "./must.ts";
import { runOf } from "./run-of.ts";
import { heldService } from "./services.ts";
import { layTinyCourse, save } from "./tiny-course.ts";

export const postgresLost: readonly RunnerFault[] = [
  {
    kind: "runner",
    name: "postgres-killed",
    what: "PostgreSQL is killed in mid-run",
    withinS: 40,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      course.solve();
      mustEnd(await course.check(1), { code: 0, says: /PASSED/ });
      await using service = await heldService(course.right(2));
      save(course.notes, service.source);
      const start = course.start("start");
      const run = await runOf(root, folder);
      await service.asked;
      const servers = run.servers();
      must(servers.length === 1, `There are ${servers.length} embedded servers.`);

      for (const server of servers) process.kill(server, "SIGKILL");
      service.goOn();

      await start.waitFor(/^COULD NOT RUN {2}02 Notes/);
      must(
        !start.lines.some((line) => line.startsWith("FAILED")),
        `The learner was blamed:\n${start.lines.join("\n")}`,
      );
      save(course.notes, course.right(2));
      await start.waitFor(/^PASSED {2}02 Notes: 2 of 2/);
      must(run.servers().length === 2, "No second server was opened.");
      start.kill("SIGTERM");
      await start.ended;
      await run.leavesNothing();
      await course.nextCheckPasses(2);
    },
  },
  {
    kind: "runner",
    name: "postgres-slow-to-start",
    what: "PostgreSQL takes four seconds longer to start",
    withinS: 60,
    unavailable() {
      if (process.platform === "win32") return "its programs are wrapped by a POSIX shell";
      // Root's server runs as another account: programs that it cannot reach would be copied, and kept for later runs.
      const isReachable = process.getuid?.() !== 0 || isReachableByAll(join(import.meta.dirname, "postgres"));
      return isReachable ? undefined : "root's other account cannot enter the course's folder";
    },
    async survive({ folder }) {
      chmodSync(folder, 0o755);
      using machine = copyMachine({ to: join(folder, "machine"), packages: false });
      installWithoutScripts(machine.root);
      const native = join(machine.root, "node_modules", postgresPackage, "native");
      const real = join(repositoryRoot, "node_modules", postgresPackage, "native");
      for (const part of ["lib", "share"]) symlinkSync(join(real, part), join(native, part));
      mkdirSync(join(native, "bin"));
      for (const program of ["initdb", "pg_ctl"]) symlinkSync(join(real, "bin", program), join(native, "bin", program));
      const slow = `#!/bin/sh\nsleep 4\nexec "${join(real, "bin/postgres")}" "$@"\n`;
      writeFileSync(join(native, "bin/postgres"), slow, { mode: 0o755 });
      const course = layTinyCourse(machine.root, join(machine.root, "tiny"));
      course.solve();

      mustEnd(await course.check(2), { code: 0, says: /PASSED 02 Notes/ });
      await course.nextCheckPasses(2);
    },
  },
  {
    kind: "runner",
    name: "port-taken",
    what: "the ports that PORT and PGPORT name are taken",
    withinS: 18,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      await using server = createServer();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const taken = String((server.address() as { port: number }).port);
      course.solve();

      const ended = await course.check(2, { PORT: taken, PGPORT: taken });

      mustEnd(ended, { code: 0, says: /PASSED 02 Notes: 2 of 2/ });
      await course.nextCheckPasses();
    },
  },
];
