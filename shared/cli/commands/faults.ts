import { serviceGroups } from "#shared/check/faults/groups/index.ts";
import { openLane } from "#shared/check/faults/lane.ts";
import { type Result, surviveFaults, type Try } from "#shared/check/faults/survive-faults.ts";
import { openPostgres } from "#shared/postgres/ladder.ts";
import { LastingServer } from "#shared/postgres/lasting-server.ts";
import { openRun } from "#shared/runs/run.ts";
import { runCommand, UsageError } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { runner } from "../faults/runner.ts";
import { stopSignal } from "../on-stop.ts";
import { repositoryRoot } from "../session.ts";
import { dim, green, red } from "../terminal/style.ts";
import { words } from "../words/index.ts";

const say = words.faults;

const faultGroups = [...serviceGroups, runner];

await runCommand({
  help: say.help,
  options: { repeat: { type: "string", default: "1" }, json: { type: "boolean" } },
  async run({ positionals, values }) {
    const repeat = Number(values.repeat);
    if (!Number.isInteger(repeat) || repeat < 1) throw new UsageError(`${say.repeatNeedsNumber}\n\n${say.help}`);
    const chosen = choose(positionals);
    const tries = Array.from({ length: repeat }, () => chosen).flat();
    const signal = stopSignal();
    const print = values.json ? (line: string) => console.error(line) : (line: string) => console.log(line);
    const root = repositoryRoot;
    // Nobody's own server is to be tried on, unless somebody names it.
    const env = { ...process.env, HOOD_POSTGRES: process.env.HOOD_POSTGRES || "embedded" };
    await using run = await openRun(root);
    await using server = new LastingServer(() => openPostgres({ root, run, env, say: (line) => console.error(line) }));
    await using lane = await openLane({ root, postgres: () => server.get() });

    const startedAt = performance.now();
    const results: Result[] = [];
    const sinceGroup: Result[] = [];
    await surviveFaults({
      tries,
      lane,
      signal,
      onBegin: (done, { what }) => showStep(say.step(done, tries.length, what)),
      onResult(result) {
        showStep("");
        for (const line of resultLines(result)) print(line);
        results.push(result);
        sinceGroup.push(result);
        if (tries[results.length]?.group === result.group) return;
        print(say.group(result.group.name, count(sinceGroup.splice(0))));
      },
    });
    showStep("");
    const whole = ((performance.now() - startedAt) / 1_000).toFixed(0);
    if (values.json) console.log(JSON.stringify(results.map(plainResult), null, 2));
    const all = count(results);
    print(say.total(all, whole));
    if (signal.aborted) {
      print(say.stopped);
      return exitCode.couldNotRun;
    }
    return all.survived === all.tried ? exitCode.passed : exitCode.lessonFails;
  },
});

/** One line that is written over, in a terminal only. */
function showStep(text: string): void {
  if (!process.stderr.isTTY || process.env.NO_COLOR) return;
  process.stderr.write(`\r\u001b[K${dim(text.slice(0, (process.stderr.columns ?? 80) - 1))}`);
}

/** All faults, or those that the words name: groups, faults, in the order of the corpus. */
function choose(names: readonly string[]): Try[] {
  const all = faultGroups.flatMap((group) => group.faults.map((fault) => ({ group, fault })));
  for (const name of names) {
    if (faultGroups.some((group) => group.name === name) || all.some(({ fault }) => fault.name === name)) continue;
    throw new UsageError(say.unknown(name));
  }
  return all.filter(
    ({ group, fault }) => names.length === 0 || names.includes(group.name) || names.includes(fault.name),
  );
}

function resultLines({ fault: { name, what }, survival }: Result): string[] {
  const { problems, notTried, seconds, limitS, busy } = survival;
  if (notTried !== undefined) return [say.notTried(name, what, notTried)];
  const time = say.time(seconds.toFixed(1), String(limitS), busy);
  if (problems.length === 0) return [green(say.survived(name, what, time))];
  return [
    red(say.notSurvived(name, what, time)),
    ...problems.map((problem) => `      ${problem.replaceAll("\n", "\n      ")}`),
  ];
}

interface Count {
  readonly survived: number;
  readonly tried: number;
  readonly notTried: number;
}

/** What could not be tried is counted apart: nobody knows whether it is survived. */
function count(results: readonly Result[]): Count {
  const tried = results.filter(({ survival }) => survival.notTried === undefined);
  const survived = tried.filter(({ survival }) => survival.problems.length === 0);
  return { survived: survived.length, tried: tried.length, notTried: results.length - tried.length };
}

function plainResult({ group, fault, survival }: Result) {
  const { problems, notTried, seconds, limitS, busy } = survival;
  return {
    group: group.name,
    name: fault.name,
    what: fault.what,
    survived: notTried === undefined && problems.length === 0,
    ...(notTried !== undefined && { notTried }),
    problems,
    seconds: Number(seconds.toFixed(2)),
    limitS,
    busy,
  };
}
