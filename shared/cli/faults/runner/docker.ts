import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { RunnerFault } from "#shared/check/faults/fault.ts";
import { probeDocker } from "#shared/postgres/docker/docker-probe.ts";
import { type FakeAnswers, type FakeHandler, startFakeDocker } from "#shared/postgres/docker/fake-docker.ts";
import { postgresImage } from "#shared/postgres/docker/postgres-image.ts";
import { runLabel } from "#shared/postgres/docker/run-labels.ts";
import { must, mustEnd } from "./must.ts";
import { runOf } from "./run-of.ts";
import { heldService } from "./services.ts";
import { layTinyCourse, save } from "./tiny-course.ts";

const engine = promisify(execFile);

/**
 * An engine that cannot be used: nobody who has not asked for it stumbles over it, and who has is told why and what to
 * do. `answers` undefined: nobody listens.
 */
function unusable(name: string, what: string, answers: FakeAnswers | undefined, says: RegExp): RunnerFault {
  return {
    kind: "runner",
    name,
    what,
    withinS: 60,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      course.solve();
      const fake = await startFakeDocker(answers ?? {});
      if (!answers) await fake[Symbol.asyncDispose]();
      try {
        const env = { DOCKER_HOST: fake.uri, DATABASE_URL: undefined };
        mustEnd(await course.check(2, { ...env, HOOD_POSTGRES: undefined }), { code: 0, says: /PASSED 02 Notes/ });
        mustEnd(await course.check(2, { ...env, HOOD_POSTGRES: "container" }), { code: 2, says });
      } finally {
        if (answers) await fake[Symbol.asyncDispose]();
      }
      await course.nextCheckPasses(2);
    },
  };
}

const refuse: FakeHandler = (_, response) => response.writeHead(403).end('{"message":"not for this user"}');
const asks = "HOOD_POSTGRES=container asks for this PostgreSQL, but";

export const docker: readonly RunnerFault[] = [
  unusable(
    "docker-off",
    "Docker is installed and does not run",
    undefined,
    new RegExp(`${asks} .*Mend it, or leave it:`),
  ),
  unusable(
    "docker-hangs",
    "Docker takes a connection and never answers",
    { "GET /version": () => undefined },
    new RegExp(`${asks} .*Mend it, or leave it:`),
  ),
  unusable(
    "docker-forbidden",
    "Docker refuses this user",
    { "GET /version": refuse },
    new RegExp(`${asks} DOCKER_HOST is .*not for this user\\)\\. Mend it, or leave it:`),
  ),
  {
    kind: "runner",
    name: "container-removed",
    what: "PostgreSQL's container is removed in mid-run",
    withinS: 50,
    async unavailable() {
      const probe = await probeDocker({ env: process.env, image: postgresImage(process.env), deadlineMs: 1_500 });
      return probe.kind === "ready" ? undefined : probe.why;
    },
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      course.solve();
      const env = { HOOD_POSTGRES: "container" };
      mustEnd(await course.check(1, env), { code: 0, says: /PASSED/ });
      await using service = await heldService(course.right(2));
      save(course.notes, service.source);
      const start = course.start("start", [], env);
      const run = await runOf(root, folder);
      await service.asked;
      const { stdout } = await engine("docker", ["ps", "-q", "--filter", `label=${runLabel}=${run.id}`]);
      const containers = stdout.split(/\s+/).filter(Boolean);
      must(containers.length === 1, `The run has ${containers.length} containers.`);

      await engine("docker", ["rm", "-f", ...containers]);
      service.goOn();

      await start.waitFor(/^COULD NOT RUN {2}02 Notes/);
      must(
        !start.lines.some((line) => line.startsWith("FAILED")),
        `The learner was blamed:\n${start.lines.join("\n")}`,
      );
      save(course.notes, course.right(2));
      await start.waitFor(/^PASSED {2}02 Notes: 2 of 2/);
      start.kill("SIGTERM");
      await start.ended;
      await run.leavesNothing();
      const left = await engine("docker", ["ps", "-aq", "--filter", `label=${runLabel}=${run.id}`]);
      must(left.stdout.trim() === "", `A container is left: ${left.stdout.trim()}`);
      await course.nextCheckPasses(2);
    },
  },
];
