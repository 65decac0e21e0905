import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { TestModule, Vitest } from "vitest/node";
import type { BenchContext } from "#shared/bench/context.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import type { PostgresServer } from "#shared/postgres/ladder.ts";
import { measureIdleShare } from "#shared/runs/idle-share.ts";
import type { Run } from "#shared/runs/run.ts";
import { composeVerdict, type RunReport, testVerdict } from "./compose-verdict.ts";
import { CourseGuard } from "./course-guard/course-guard.ts";
import { courseOf } from "./course-guard/guarded.ts";
import { KeptWorker } from "./kept-worker.ts";
import { openVitest } from "./lesson-vitest.ts";
import { afterSecondLook, busyBelow, slowPatience } from "./second-look.ts";
import { copySource, displayFolder, folderOf, type Source, sourceFolder } from "./source.ts";
import { TypesLook, type TypesLookOptions } from "./types/types-look.ts";
import type { TestVerdict, Verdict } from "./verdict.ts";
import type { TestEnd, WorkerMessage } from "./worker-messages.ts";

/** Milliseconds for all tests of a lesson; each of their steps has a shorter deadline. */
const wholeLimit = 60_000;
/** Milliseconds that a cancelled run may take to end by itself. */
const cancelGrace = 1_500;

export interface CheckRequest {
  readonly lesson: Lesson;
  readonly source: Source;
  /** Titles of the tests to run; all when left out. The verdict holds the others as not run. */
  readonly tests?: readonly string[];
  /** The test to run first: the one that was red last time. */
  readonly first?: string;
  /** Called as each test ends, in the order in which they ran. */
  readonly onTest?: (test: TestVerdict) => void;
  /**
   * A person debugs the service on this port of 127.0.0.1: it is run where it lies, so that breakpoints bind, and no
   * deadline passes meanwhile. One test only, and no mistake's source.
   */
  readonly debug?: { readonly port: number; readonly onWaiting: () => void };
  /**
   * When given, TypeScript looks at the source too, as soon as nobody waits for a first red any more. Told once for each
   * check, mostly after its verdict; undefined when TypeScript could not say.
   */
  readonly onTypes?: TypesLookOptions["onEnd"];
  /** Aborting ends the check soon, and TypeScript's look with it; its verdict is `could-not-run`. */
  readonly signal?: AbortSignal;
}

export interface CheckerOptions {
  readonly root: string;
  readonly run: Run;
  /** Called before a check of a lesson that has a database: the server, which must answer. */
  readonly postgres: () => Promise<PostgresServer>;
  /** Services start with half the work and answer their first requests slower: for who judges hundreds, once each. */
  readonly unwarmed?: boolean;
  /** How busy the machine is is measured with it; only tests give their own. */
  readonly measureIdle?: typeof measureIdleShare;
  /** Finds the compiler that looks at types; only tests give their own. */
  readonly findCompiler?: TypesLookOptions["findCompiler"];
}

/* Vitest matches a pattern against the full name. */
const exactly = (titles: readonly string[]) =>
  new RegExp(`^(?:${titles.map((title) => title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})$`);

/* The machine is the tests' own until somebody has a red one to read. */
const beginAtFirstRed = (request: CheckRequest, types: TypesLook): CheckRequest => ({
  ...request,
  onTest: (test) => {
    request.onTest?.(test);
    if (test.outcome === "failed") types.begin();
  },
});

const lostCopy = (folder: string) =>
  `The course's own folder ${folder} was removed while the tests ran, and the copy of the source with it. Run the check again.`;

const statesOf = (module: TestModule) =>
  [...module.children.allTests()].map((test): [string, string] => [test.fullName, test.result().state]);

/** Judges lessons, one at a time, and stays warm in between. A run may have several. */
export class Checker implements AsyncDisposable {
  readonly #options: CheckerOptions;
  readonly #worker: KeptWorker;
  /** TypeScript's looks that are not over, and when they will be, with the copy of the source gone. */
  readonly #looks = new Map<TypesLook, Promise<void>>();
  /** By the course's folder: a run may judge several. */
  readonly #guards = new Map<string, CourseGuard>();
  #vitest: Promise<Vitest> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: CheckerOptions) {
    this.#options = options;
    this.#worker = new KeptWorker(options.root, options.run, options.unwarmed);
  }

  /** Loads everything that the first check needs, ahead of it. `course`: the folder that holds `lessons/`. */
  warm(course = this.#options.root): void {
    this.#worker.start();
    this.#vitest ??= openVitest(this.#options.root, this.#worker);
    this.#vitest.then(() => this.#guardOf(course).warm()).catch(() => undefined); // the check says it
  }

  /** Never throws for what the learner wrote; throws a LessonError when the source is not there to be judged. */
  checkLesson(request: CheckRequest): Promise<Verdict> {
    const next = this.#last.then(() => this.#check(request));
    this.#last = next.catch(() => undefined);
    return next;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const look of this.#looks.keys()) look.cancel();
    await Promise.all(this.#looks.values());
    await this.#worker[Symbol.asyncDispose]();
    await (await this.#vitest?.catch(() => undefined))?.close();
  }

  async #check(request: CheckRequest): Promise<Verdict> {
    const { root, run } = this.#options;
    const { lesson, source } = request;
    const startedAt = performance.now();
    const copy = join(run.folder, `source-${randomBytes(4).toString("hex")}`);
    const shown = displayFolder(root, lesson, source);
    copySource(lesson, source, copy);
    const types = this.#openTypesLook(request, copy, shown);
    try {
      this.warm(courseOf(lesson));
      const postgres = lesson.schemaSql === undefined ? undefined : await this.#options.postgres();
      const context: BenchContext = {
        root,
        runId: run.id,
        runFolder: run.folder,
        sourceFolder: request.debug && source.kind !== "mistake" ? resolve(sourceFolder(lesson, source)) : copy,
        displayFolder: shown,
        schemaSql: lesson.schemaSql,
        env: lesson.env,
        neighbours: lesson.neighbours,
        testCount: request.tests?.length ?? lesson.tests.length,
        firstTest: request.first,
        patience: 1,
        inspectPort: request.debug?.port,
        postgres: postgres && { adminUrl: postgres.adminUrl },
      };
      const report = await this.#guardOf(courseOf(lesson)).watch(lesson, resolve(folderOf(lesson, source)), () =>
        this.#runUntilSure(types ? beginAtFirstRed(request, types) : request, context),
      );
      const verdict = composeVerdict({
        lesson,
        source: shown,
        postgres: postgres?.description,
        wanted: request.tests,
        report: existsSync(copy) ? report : { ...report, trouble: lostCopy(run.folder) },
        durationMs: performance.now() - startedAt,
      });
      if (verdict.outcome !== "could-not-run") types?.begin();
      return verdict;
    } finally {
      const remove = () => rm(copy, { recursive: true, force: true });
      if (types) this.#leaveToTypes(types, remove);
      else await remove();
    }
  }

  #openTypesLook({ onTypes, signal }: CheckRequest, copy: string, shown: string): TypesLook | undefined {
    if (!onTypes) return undefined;
    const { root, run, findCompiler } = this.#options;
    const look = new TypesLook({ root, runId: run.id, folder: copy, shown, findCompiler, signal, onEnd: onTypes });
    this.#looks.set(look, look.ended);
    return look;
  }

  /* The tests are over with the copy of the source; TypeScript may still read it, and no verdict waits for that. */
  #leaveToTypes(look: TypesLook, remove: () => Promise<void>): void {
    look.skip();
    const over = look.ended.finally(remove).finally(() => this.#looks.delete(look));
    this.#looks.set(look, over);
  }

  #guardOf(course: string): CourseGuard {
    const folder = resolve(course);
    const guard = this.#guards.get(folder) ?? new CourseGuard(folder);
    this.#guards.set(folder, guard);
    return guard;
  }

  /** What can only be slowness, while the machine has other work, is tried again alone, with more patience. */
  async #runUntilSure(request: CheckRequest, context: BenchContext): Promise<RunReport> {
    const doubted = new Set<string>();
    const idleShare = (this.#options.measureIdle ?? measureIdleShare)();
    const isDoubtful = ({ canBeSlowness }: { readonly canBeSlowness?: boolean }) =>
      canBeSlowness === true && request.debug === undefined && idleShare() < busyBelow;
    const report = await this.#run(request, context, (end) => {
      if (isDoubtful(end)) doubted.add(end.title);
      return !doubted.has(end.title);
    });
    for (const fault of report.end?.faults ?? []) if (isDoubtful(fault)) doubted.add(fault.test);
    if (doubted.size === 0 || report.stopped === "cancelled") return report;
    const again = { ...context, testCount: doubted.size, patience: slowPatience };
    return afterSecondLook(report, await this.#run({ ...request, tests: [...doubted] }, again), doubted);
  }

  /** `isSure`: whether a test's end may be told at once. */
  async #run(
    request: CheckRequest,
    context: BenchContext,
    isSure: (end: TestEnd) => boolean = () => true,
  ): Promise<RunReport> {
    const vitest = await (this.#vitest ?? openVitest(this.#options.root, this.#worker));
    const ends: TestEnd[] = [];
    const report: { -readonly [Key in keyof RunReport]: RunReport[Key] } = { ends };
    this.#worker.onMessage = (message: WorkerMessage) => {
      if (message.hood === "end") report.end = message;
      else if (message.hood === "debugger") request.debug?.onWaiting();
      else {
        ends.push(message);
        const expected = request.lesson.tests.find(({ title }) => title === message.title);
        if (expected && isSure(message)) request.onTest?.(testVerdict(expected, { ends: [message] }));
      }
    };
    let stopping: Promise<void> | undefined;
    const stop = (why: NonNullable<RunReport["stopped"]>) => {
      report.stopped ??= why;
      stopping ??= this.#cancel(vitest);
    };
    const abort = () => stop("cancelled");
    const limit = request.debug ? undefined : setTimeout(() => stop("too-long"), wholeLimit * context.patience);
    request.signal?.addEventListener("abort", abort);
    try {
      if (request.signal?.aborted) return { ends, stopped: "cancelled" };
      vitest.provide("hood", context);
      if (request.tests) vitest.setGlobalTestNamePattern(exactly(request.tests));
      else vitest.resetGlobalTestNamePattern();
      vitest.invalidateFile(request.lesson.testFile);
      const specification = vitest.getRootProject().createSpecification(request.lesson.testFile);
      const result = await vitest.runTestSpecifications([specification]);
      // Vitest remembers every file that it has ever run.
      const modules = result.testModules.filter(({ moduleId }) => moduleId === specification.moduleId);
      report.states = new Map(modules.flatMap(statesOf));
      report.errors = [...modules.flatMap((module) => module.errors()), ...result.unhandledErrors];
    } finally {
      clearTimeout(limit);
      request.signal?.removeEventListener("abort", abort);
      await stopping; // what is left of it would end the worker under the next run
    }
    return report;
  }

  async #cancel(vitest: Vitest): Promise<void> {
    let killed: Promise<void> | undefined;
    const timer = setTimeout(() => {
      killed = this.#worker.kill();
    }, cancelGrace);
    await vitest.cancelCurrentRun("keyboard-input").finally(() => clearTimeout(timer));
    await killed;
  }
}
