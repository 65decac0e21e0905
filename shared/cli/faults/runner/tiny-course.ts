import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "#shared/lessons/list-files.ts";
import { type RunningCommand, type StartOptions, startCommand } from "../../testing/fixture-course.ts";
import { must, mustEnd } from "./must.ts";

/** The two tiny lessons of the corpus, as a learner's copy, and the commands on them. */
export interface TinyCourse {
  /** The repository whose commands are run on it. */
  readonly root: string;
  readonly folder: string;
  readonly progressFile: string;
  /** The service of the first lesson, which has no database. */
  readonly greeting: string;
  /** The service of the second, which has one. */
  readonly notes: string;
  /** A lesson's right service. */
  right(lesson: 1 | 2): string;
  /** Lays both solutions over the lessons. */
  solve(): void;
  /** Starts a command on this course, with an environment and a way of starting of its own. */
  start(command: string, words?: readonly string[], env?: NodeJS.ProcessEnv, how?: StartOptions): RunningCommand;
  /** Checks a lesson, by its number, to the end. */
  check(lesson: 1 | 2, env?: NodeJS.ProcessEnv, how?: StartOptions): RunningCommand["ended"];
  /** What is remembered, by the lesson's id. */
  remembered(): Record<string, { passed?: string }>;
  /** Notes every file of the learner and of the course; the returned function throws when one is not what it was. */
  keepsFiles(): () => void;
  /** A right service checked next passes, and that is remembered. */
  nextCheckPasses(lesson?: 1 | 2, how?: StartOptions): Promise<void>;
}

/** Milliseconds until a line is given up; the fault's own limit comes long before, where the cores are idle. */
const waitMs = 180_000;
/** Milliseconds until a command that does not end is killed, so that what it said is told, and the next fault tried. */
const endMs = 300_000;

/** Lays the tiny course into a folder, which may lie outside the repository. */
export function layTinyCourse(root: string, folder: string): TinyCourse {
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, "shared/check/fixtures/course"), folder, { recursive: true });
  mkdirSync(join(folder, ".hood"), { recursive: true });
  const server = (lesson: string) => join(folder, "lessons", lesson, "src/server.ts");
  const progressFile = join(folder, ".hood/progress.json");
  const names = { 1: "01-greeting", 2: "02-notes" } as const;
  const solveOne = (name: string) =>
    cpSync(join(folder, "solutions", name, "src"), join(folder, "lessons", name, "src"), { recursive: true });
  const course: TinyCourse = {
    root,
    folder,
    progressFile,
    greeting: server(names[1]),
    notes: server(names[2]),
    right: (lesson) => readFileSync(join(folder, "solutions", names[lesson], "src/server.ts"), "utf8"),
    solve: () => Object.values(names).forEach(solveOne),
    start(command, words = [], env = {}, how = {}) {
      const door = join(root, "shared/cli/hood.cjs");
      const running = startCommand(command, [...words, "--course", folder], env, { door, waitMs, ...how });
      const timer = setTimeout(() => running.kill("SIGKILL"), endMs);
      void running.ended.then(() => clearTimeout(timer));
      return running;
    },
    check: (lesson, env, how) => course.start("check", [String(lesson)], env, how).ended,
    remembered: () => JSON.parse(readFileSync(progressFile, "utf8")).lessons,
    keepsFiles: () => keepsFiles(folder),
    async nextCheckPasses(lesson = 1, how = {}) {
      solveOne(names[lesson]);
      mustEnd(await course.check(lesson, {}, how), { code: 0, says: /^(.* )?PASSED 0\d / });
      const id = lesson === 1 ? "greeting" : "notes";
      must(course.remembered()[id]?.passed !== undefined, `The next check passed ${id}, and that was not remembered.`);
    },
  };
  return course;
}

function keepsFiles(folder: string): () => void {
  const read = () =>
    ["lessons", "solutions"]
      .filter((room) => existsSync(join(folder, room)))
      .flatMap((room) => listFiles(join(folder, room)).map((file) => join(room, file)))
      .map((file): [string, Buffer] => [file, readFileSync(join(folder, file))]);
  const before = read();
  return () => {
    const after = new Map(read());
    must(after.size === before.length, `There were ${before.length} files, now there are ${after.size}.`);
    for (const [file, content] of before) {
      must(after.get(file)?.equals(content) === true, `${file} is not what it was before the check.`);
    }
  };
}

/** Saves a file as an editor does that writes in place. */
export const save = (file: string, text: string): void => writeFileSync(file, text);
