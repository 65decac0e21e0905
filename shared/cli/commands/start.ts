import { chooseLesson } from "../choose-lesson.ts";
import { runCommand } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { endSoonAfter, stopSignal } from "../on-stop.ts";
import { parentGone } from "../parent-gone.ts";
import { openSession } from "../session.ts";
import { words } from "../words/index.ts";

await runCommand({
  help: words.start.help,
  options: {},
  async run({ values }) {
    const stop = endSoonAfter(AbortSignal.any([stopSignal(), parentGone()]));
    let say = (_line: string) => {};
    await using session = await openSession({ say: (line) => say(line), course: values.course });
    session.checker.warm(values.course);
    // Loaded while the process that runs the tests starts.
    const { farewell, Guide, openPlainFace, openScreenFace, openState, snapshot, terminalSize } = await import(
      "../screen/index.ts"
    );
    const isPlain = !hasScreen(values.plain);
    const { root, parts, lessons } = session;
    const state = openState({
      root,
      parts,
      lessons,
      progress: snapshot(session.progress),
      size: terminalSize(),
      isPlain,
      lesson: chooseLesson(session, undefined),
    });
    // Another folder than the repository has no installation of its own that could be looked at.
    const examine = async () =>
      values.course === undefined ? (await import("../doctor/quick-check.ts")).quickCheck(root) : [];
    const openFace = isPlain ? openPlainFace : openScreenFace;
    const guide = new Guide({ session, state, openFace, examine });
    say = (line) => guide.tell({ type: "postgres", line });
    const last = await guide.run(stop);
    for (const line of farewell(last)) console.log(line);
    return exitCode.passed;
  },
});

/** A screen needs a terminal that can draw, with somebody in front of it who did not ask for lines. */
function hasScreen(plain: boolean | undefined): boolean {
  const { stdin, stdout, env } = process;
  return !!stdin.isTTY && !!stdout.isTTY && !plain && env.TERM !== "dumb" && !env.CI;
}
