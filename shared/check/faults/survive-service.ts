import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { measureIdleShare } from "#shared/runs/idle-share.ts";
import { busyBelow, slowPatience } from "../second-look.ts";
import type { Source } from "../source.ts";
import type { Verdict } from "../verdict.ts";
import { copyCourse } from "./course-copy.ts";
import type { ServiceFault } from "./fault.ts";
import { changedPaths, contentStates, type FileStates, statStates } from "./file-states.ts";
import { judgeFault, judgeRight, namedPorts } from "./judge-fault.ts";
import type { Lane } from "./lane.ts";
import { putBackCourse } from "./put-back-course.ts";
import type { Survival } from "./survival.ts";
import { findTraces, takeBaseline } from "./traces.ts";

/** A busy machine gives a service a second look, with more patience: both have to fit. */
const busyFactor = 1 + slowPatience;

/** The parts of the repository that no service may touch. */
const guarded = ["lessons", "solutions", "shared"];

/**
 * Checks the faulty service, looks for everything that it must not have done or left, then checks the good solution and
 * the twin. `folder`: what holds `fault/` and `twin/`.
 */
export async function surviveService(
  fault: ServiceFault,
  folder: string,
  lane: Lane,
  signal?: AbortSignal,
): Promise<Survival> {
  using course = copyCourse(lane.root);
  const lesson = course.lesson(fault.lesson);
  const check = (source: Source) => lane.checker.checkLesson({ lesson, source, ...(signal && { signal }) });
  const checkFault = () => check({ kind: "folder", folder: join(folder, "fault") });
  const putBack = async () =>
    fault.changesCourse ? await putBackCourse(course.folder, () => check({ kind: "solution" })) : [];
  const files = contentStates(course.folder);
  const repository = repositoryStates(lane.root);
  const before = await takeBaseline(lane);

  const idleShare = measureIdleShare();
  const startedAt = performance.now();
  const verdict = await verdictOf(fault, checkFault);
  const seconds = (performance.now() - startedAt) / 1_000;
  const busy = idleShare() < busyBelow;
  const limitS = fault.withinS * (busy ? busyFactor : 1);

  const problems = [
    ...judgeFault(fault, verdict),
    ...(await putBack()),
    ...(seconds > limitS ? [`it took ${seconds.toFixed(1)} s, and the limit is ${limitS} s`] : []),
    ...(await findTraces(lane, before, namedPorts(verdict))),
    ...changedPaths(files, contentStates(course.folder)).map(
      (path) => `it changed ${relative(course.folder, path)} of the course, or of the learner`,
    ),
    ...(await changedInRepository(lane.root, repository, () => checkFault().finally(putBack))),
    ...judgeRight("the good solution, checked next,", await check({ kind: "solution" })),
    ...(await judgeTwin(fault, folder, check)),
  ];
  return { problems: signal?.aborted ? ["it was stopped before its end"] : problems, seconds, limitS, busy };
}

/** A source that cannot be judged at all, such as one without server.ts, brings a sentence in the place of a verdict. */
async function verdictOf(fault: ServiceFault, check: () => Promise<Verdict>): Promise<Verdict> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    const { lesson, name } = fault;
    return { lesson, source: name, outcome: "could-not-run", trouble: error.message, tests: [], durationMs: 0 };
  }
}

const repositoryStates = (root: string) => statStates(guarded.map((name) => join(root, name)));

/** An author may save a file meanwhile. What the fault changes it changes again, so it is checked once more then. */
async function changedInRepository(root: string, before: FileStates, again: () => Promise<unknown>): Promise<string[]> {
  const between = repositoryStates(root);
  const suspected = changedPaths(before, between);
  if (suspected.length === 0) return [];
  await again();
  const changed = new Set(changedPaths(between, repositoryStates(root)));
  return suspected.filter((path) => changed.has(path)).map((path) => `it changed ${relative(root, path)}`);
}

async function judgeTwin(
  fault: ServiceFault,
  folder: string,
  check: (source: Source) => Promise<Verdict>,
): Promise<string[]> {
  const twin = join(folder, "twin");
  if (fault.noTwin !== undefined) {
    return existsSync(twin) ? [`it has a twin, although its entry says why none can be: ${fault.noTwin}`] : [];
  }
  if (!existsSync(twin)) return ["it has no folder twin/, and its entry does not say why"];
  return judgeRight("its good twin", await check({ kind: "folder", folder: twin }));
}
