import { spawn } from "node:child_process";
import { join } from "node:path";
import { spawn as spawnInTerminal } from "@lydell/node-pty";
import type { RunnerFault } from "#shared/check/faults/fault.ts";
import { freePort } from "#shared/postgres/free-port.ts";
import { keys, openTerminal } from "../../testing/terminal.ts";
import { mustSoon } from "./must.ts";
import { runOf } from "./run-of.ts";
import { loopingService } from "./services.ts";
import { layTinyCourse, save, type TinyCourse } from "./tiny-course.ts";

/* A command that is ended from outside while the learner's service is in the middle of an endless loop. */

interface Ending {
  readonly name: string;
  readonly what: string;
  /** Starts the command; the returned function ends it. */
  readonly begin: (course: TinyCourse) => Promise<() => unknown> | (() => unknown);
  readonly unavailable?: RunnerFault["unavailable"];
}

const onWindows = () => (process.platform === "win32" ? "Windows has no signals and no npm between shells" : undefined);

const endings: readonly Ending[] = [
  {
    name: "ctrl-c-in-a-loop",
    what: "Ctrl-C on the screen of start",
    begin(course) {
      const terminal = openTerminal(["start", "--course", course.folder]);
      return () => terminal.press(keys.ctrlC);
    },
  },
  {
    name: "terminal-closed-in-a-loop",
    what: "the terminal of start is closed",
    unavailable: onWindows,
    begin(course) {
      const door = join(course.root, "shared/cli/hood.cjs");
      const terminal = spawnInTerminal(process.execPath, [door, "start", "--course", course.folder], {
        env: { ...process.env, HOOD_POSTGRES: "embedded" } as Record<string, string>,
      });
      // Its end of the line: the system itself then sends SIGHUP to whoever had the terminal.
      return () => (terminal as unknown as { destroy(): void }).destroy();
    },
  },
  ...(["start", "check"] as const).map((command) => ({
    name: `${command}-killed-in-a-loop`,
    what: `SIGKILL to ${command}`,
    begin(course: TinyCourse) {
      const running = course.start(command, command === "check" ? ["1"] : []);
      return () => running.kill("SIGKILL");
    },
  })),
  {
    name: "serve-killed-in-a-loop",
    what: "SIGKILL to serve",
    async begin(course) {
      const PORT = String(await freePort());
      const serve = course.start("serve", ["1"], { PORT });
      await serve.waitFor(/Ctrl-C ends it/);
      await mustSoon(20_000, async () => {
        const asked = await fetch(`http://127.0.0.1:${PORT}/`, { signal: AbortSignal.timeout(500) }).catch(
          (error: Error) => error.name,
        );
        return asked === "TimeoutError" ? undefined : "the service does not listen";
      });
      return () => serve.kill("SIGKILL");
    },
  },
  {
    name: "npm-terminated-in-a-loop",
    what: "SIGTERM to npm alone, start's output in a pipe",
    unavailable: onWindows,
    begin: (course) => beginThroughNpm(course, "SIGTERM"),
  },
  {
    name: "npm-killed-in-a-loop",
    what: "SIGKILL to npm alone, start's output in a pipe",
    unavailable: onWindows,
    begin: (course) => beginThroughNpm(course, "SIGKILL"),
  },
];

function beginThroughNpm(course: TinyCourse, signal: NodeJS.Signals): () => void {
  const npm = spawn("npm", ["start", "--silent", "--", "--course", course.folder], {
    cwd: course.root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, HOOD_POSTGRES: "embedded" },
  });
  npm.stdout.resume();
  npm.stderr.resume();
  return () => void npm.kill(signal);
}

export const ended: readonly RunnerFault[] = endings.map(({ name, what, begin, unavailable }) => ({
  kind: "runner",
  name,
  what: `${what}, while the service loops`,
  withinS: 40,
  ...(unavailable && { unavailable }),
  async survive({ root, folder }) {
    const course = layTinyCourse(root, folder);
    await using service = await loopingService();
    save(course.greeting, service.source);
    const keepsFiles = course.keepsFiles();
    const end = await begin(course);
    const run = await runOf(root, course.folder);
    await service.asked;
    run.noteStarted();

    end();

    await run.leavesNothing();
    keepsFiles();
    await course.nextCheckPasses();
  },
}));
