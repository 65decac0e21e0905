import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type Lesson, readCourse } from "#shared/lessons/course.ts";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { removeLeftoverContainers } from "#shared/postgres/docker/leftover-containers.ts";
import { beginLesson, emptyProgress, progressFile, writeProgressFile } from "#shared/progress/progress-file.ts";
import { starterFolder } from "#shared/progress/starters.ts";
import { isRunAlive } from "#shared/runs/alive.ts";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import type { Run } from "#shared/runs/run.ts";

/** A second copy of the repository, as after `npm install`, for commands that must find a machine that knows nothing. */
export interface RepositoryCopy extends AsyncDisposable {
  readonly folder: string;
  /** Removes everything that was kept from earlier runs, and passes all lessons before this one. */
  forget(current: Lesson | undefined): void;
}

/** Never part of a fresh copy. */
const leftOut = [".git", ".hood", "node_modules"];

/**
 * Makes the copy at a place of its own, always the same: what is left when this process is killed (a container knows the
 * course by its folder), the next copy finds and removes.
 */
export async function copyRepository(root: string, run: Run): Promise<RepositoryCopy> {
  const home = hoodFolder(root, "benchmark");
  const owner = join(home, "run");
  const other = existsSync(owner) ? readFileSync(owner, "utf8") : "";
  if (other !== "" && other !== run.id && (await isRunAlive(other))) {
    throw new LessonError("Another `npm run bench` is at work in this repository; two would measure each other.");
  }
  writeFileSync(owner, run.id);
  const folder = join(home, "repository");
  const containers = () => removeLeftoverContainers({ env: process.env, root: folder, isAlive: isRunAlive });
  if (existsSync(folder)) await containers();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const name of readdirSync(root)) {
    if (!leftOut.includes(name)) cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  linkTree(join(root, "node_modules"), join(folder, "node_modules"));
  const course = readCourse(folder).lessons;
  for (const lesson of course) layOutStarter(lesson);
  return {
    folder,
    forget(current) {
      rmSync(join(folder, ".hood"), { recursive: true, force: true });
      // Runs in the copy are written down beside ours, so that any later command ends what a killed one leaves.
      const runs = join(hoodFolder(folder), "runs");
      symlinkSync(hoodFolder(root, "runs"), runs, "junction");
      const passed = current
        ? course.slice(
            0,
            course.findIndex(({ id }) => id === current.id),
          )
        : [];
      const now = new Date().toISOString();
      const progress = emptyProgress();
      for (const { id } of passed) progress.lessons[id] = { ...beginLesson(now), passed: now };
      writeProgressFile(progressFile(folder), progress, run.id);
    },
    async [Symbol.asyncDispose]() {
      await containers();
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    },
  };
}

/* What npm has installed is shared by hard links: it is 500 MB, and nothing writes into it. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkSync(source, target);
  }
}

/* The learner may have solved the lesson; the copy stands where everybody begins. */
function layOutStarter(lesson: Lesson): void {
  const starter = join(starterFolder(lesson), "src");
  if (!existsSync(starter)) return;
  rmSync(join(lesson.folder, "src"), { recursive: true, force: true });
  cpSync(starter, join(lesson.folder, "src"), { recursive: true });
}
