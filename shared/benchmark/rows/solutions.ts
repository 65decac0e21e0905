import { join } from "node:path";
import type { Checker } from "#shared/check/checker.ts";
import { firstFailure } from "#shared/check/verdict.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import { testcontainersAddress } from "#shared/postgres/docker/testcontainers.ts";
import { type Bench, cardShelf } from "../bench.ts";
import { cardTests } from "../card-requests.ts";
import { makePlainProject } from "../plain/plain-project.ts";
import { openPlainVitest, type PlainVitest } from "../plain/plain-vitest.ts";
import type { Rival, Row } from "../row.ts";
import { rest } from "../waiting.ts";

const usualRounds = 5;

/** Every solution checked once on one open checker, against a server of its own for each test file. */
export async function measureSolutions(bench: Bench): Promise<Row[]> {
  const { course, docker, signal } = bench;
  const shelf = cardShelf(course);
  const tests = cardTests.map(({ title }) => title);
  const withDatabase = course.filter(({ schemaSql }) => schemaSql !== undefined).length;
  const ours = { pass: [] as number[], file: [] as number[] };
  const servers = { pass: [] as number[], file: [] as number[] };
  const containers = { pass: [] as number[], file: [] as number[] };
  await using checker = bench.openChecker();
  await using perServer = await openRival(bench, "server");
  await using perContainer = "why" in docker ? undefined : await openRival(bench, "container");
  const rounds = bench.rounds ?? usualRounds;
  for (let round = 0; round <= rounds; round += 1) {
    const keep = round > 0; // the first round loads what later ones find loaded
    await rest(signal);
    const pass = await took(() => checkAll(checker, course, signal));
    await rest(signal);
    const file = await took(() => checkOne(checker, shelf, signal, tests));
    if (keep) {
      ours.pass.push(pass);
      ours.file.push(file);
    }
    for (const [vitest, times] of [[perServer, servers] as const, [perContainer, containers] as const]) {
      if (!vitest) continue;
      await rest(signal);
      const files = await runFiles(vitest, withDatabase);
      if (!keep) continue;
      times.pass.push(files);
      times.file.push(files / withDatabase);
    }
    bench.say(`solutions: round ${round} of ${rounds}`);
  }
  const rivals = (of: "pass" | "file"): Rival[] => {
    const container = "a container per test file (Testcontainers as in its manual), plain Vitest";
    return [
      {
        what: "a tuned embedded server per test file, from a prepared copy, plain Vitest",
        samples: servers[of],
        target: { faster: 8 },
      },
      "why" in docker
        ? { what: container, skipped: docker.why }
        : { what: container, samples: containers[of], target: { faster: 8 } },
    ];
  };
  const count = course.reduce((sum, lesson) => sum + lesson.tests.length, 0);
  const files = withDatabase === 1 ? "1 test file" : `${withDatabase} test files`;
  return [
    {
      name: "solutions",
      what: `all solutions, one pass: ${course.length} lessons, ${count} tests, a process for each`,
      unit: "ms",
      samples: ours.pass,
      rivals: rivals("pass"),
      notes: [
        `The rivals run ${files} of ${cardTests.length} tests: the lessons with a database, the others cost them nothing. Vitest, checker and our server are open already on every side.`,
      ],
    },
    {
      name: "solutions-file",
      what: `the same like for like: one test file of ${cardTests.length} tests`,
      unit: "ms",
      samples: ours.file,
      rivals: rivals("file"),
      notes: [],
    },
  ];
}

async function took(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function checkAll(checker: Checker, course: readonly Lesson[], signal: AbortSignal): Promise<void> {
  for (const lesson of course) await checkOne(checker, lesson, signal);
}

async function checkOne(checker: Checker, lesson: Lesson, signal: AbortSignal, tests?: string[]): Promise<void> {
  const verdict = await checker.checkLesson({ lesson, source: { kind: "solution" }, signal, ...(tests && { tests }) });
  signal.throwIfAborted();
  const { outcome, trouble = firstFailure(verdict)?.message?.what } = verdict;
  if (outcome !== "passed") throw new Error(`the solution of ${lesson.name} was judged "${outcome}": ${trouble}`);
}

/* The card shelf's plain tests stand for every test file: one after another, each with a server of its own. */
async function runFiles(vitest: PlainVitest, count: number): Promise<number> {
  return took(async () => {
    for (let file = 0; file < count; file += 1) {
      const { passed, failed } = await vitest.run();
      if (failed > 0 || passed !== cardTests.length) throw new Error(`${failed} plain tests failed`);
    }
  });
}

function openRival({ root, run, signal, docker, course }: Bench, kind: "server" | "container"): Promise<PlainVitest> {
  const { solutionFolder, schemaSql } = cardShelf(course);
  const folder = makePlainProject(join(run.folder, `plain-${kind}`), solutionFolder);
  const own = { root, runId: run.id, runFolder: run.folder, schemaSql };
  const ready = "why" in docker || kind === "server" ? undefined : docker;
  return openPlainVitest(
    { run, signal },
    {
      folder,
      mode: "on-demand",
      database: ready ? { kind: "container", image: ready.image, ...own } : { kind: "server", ...own },
      env: ready ? { DOCKER_HOST: testcontainersAddress(ready.endpoint) } : {},
    },
  );
}
