import type { RunnerFault } from "#shared/check/faults/fault.ts";
import type { StartOptions } from "../../testing/fixture-course.ts";
import { openTerminal } from "../../testing/terminal.ts";
import { must, mustEnd } from "./must.ts";
import { layTinyCourse } from "./tiny-course.ts";

/* What a command finds around it: variables, the clock, its streams, its terminal. */

/** A right service passes all the same, with the database and without. */
function passesWith(name: string, what: string, env: NodeJS.ProcessEnv, how: StartOptions = {}): RunnerFault {
  return {
    kind: "runner",
    name,
    what,
    withinS: 20,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      course.solve();
      const keepsFiles = course.keepsFiles();
      for (const lesson of [1, 2] as const) {
        mustEnd(await course.check(lesson, env, how), { code: 0, says: /PASSED 0\d [^-]* in \d/ });
      }
      keepsFiles();
      await course.nextCheckPasses();
    },
  };
}

/* Half a second after the start, in mid-run, it is yesterday. */
const clockGoesBack = `
  const { now } = Date;
  setTimeout(() => {
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...all) { all.length ? super(...all) : super(now() - 86_400_000); }
      static now() { return now() - 86_400_000; }
    };
  }, 500).unref();`;

const unlessPosix = () => (process.platform === "win32" ? "streams are closed by a POSIX shell" : undefined);

export const surroundings: readonly RunnerFault[] = [
  passesWith("no-home", "no home folder is known", { HOME: undefined, USERPROFILE: undefined }),
  passesWith("lang-c", "LANG and LC_ALL are C", { LANG: "C", LC_ALL: "C" }),
  passesWith("odd-time-zone", "TZ is no time zone", { TZ: "Mars/Olympus" }),
  passesWith("time-zone-of-tomorrow", "TZ is 14 hours ahead", { TZ: "Pacific/Kiritimati" }),
  passesWith(
    "clock-goes-back",
    "the command's clock goes back a day in mid-run",
    {},
    { before: [process.execPath, "--import", `data:text/javascript,${encodeURIComponent(clockGoesBack)}`] },
  ),
  {
    ...passesWith(
      "stdin-closed",
      "standard input is closed",
      {},
      { before: ["sh", "-c", 'exec "$0" "$@" <&-', process.execPath] },
    ),
    unavailable: unlessPosix,
  },
  passesWith("temp-folder-missing", "TMPDIR names a long path where nothing is", { TMPDIR: `/${"t".repeat(120)}` }),
  {
    kind: "runner",
    name: "narrow-terminal",
    what: "a terminal 40 columns wide",
    withinS: 20,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      await using terminal = openTerminal(["start", "--course", folder], { columns: 40, rows: 16 });
      const red = await terminal.waitFor(/^FAILED {2}01 Greeting: 1 of 3 passed/);
      must(red.join("\n").includes("A shop says hello."), `The failure is not to be read:\n${red.join("\n")}`);
      course.solve();
      await terminal.waitFor(/^PASSED {2}01 Greeting/);
      terminal.press("q");
      const { code } = await terminal.ended;
      must(code === 0, `start ended with ${code}.`);
      await course.nextCheckPasses();
    },
  },
  {
    kind: "runner",
    name: "closed-pipe",
    what: "the reader of the output goes after one line",
    withinS: 16,
    unavailable: unlessPosix,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      course.solve();
      const before = ["sh", "-c", '"$0" "$@" | head -n 1', process.execPath];

      for (const words of [["1"], ["1", "--json"]]) {
        const { output } = await course.start("check", words, {}, { before }).ended;
        must(/^(PASSED {2}01 Greeting.*|\{)$/.test(output), `More was said than the one line:\n${output}`);
      }
      const passed = course.remembered().greeting?.passed;
      must(passed !== undefined, "The pass was not remembered.");
      await course.nextCheckPasses();
    },
  },
];
