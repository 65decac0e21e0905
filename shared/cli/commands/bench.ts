import {
  type Bench,
  type Machine,
  type Measurement,
  machine,
  measurements,
  openBench,
  type Row,
  renderRow,
  toJson,
} from "#shared/benchmark/index.ts";
import { runCommand, UsageError } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { stopSignal } from "../on-stop.ts";
import { repositoryRoot } from "../session.ts";
import { wrap } from "../terminal/wrap.ts";
import { watchSource } from "../watch-source.ts";
import { words } from "../words/index.ts";

const names = measurements.map(({ name, what }) => `  ${name.padEnd(12)}${what}`).join("\n");

const help = words.bench.help(names);

/** A measurement and what came of it. */
type Result = { readonly rows: readonly Row[] } | { readonly trouble: string };

await runCommand({
  help,
  options: { json: { type: "boolean" }, only: { type: "string" }, runs: { type: "string" } },
  async run({ positionals, values }) {
    if (positionals.length > 0) throw new UsageError(`${words.bench.onlyOptions}\n\n${help}`);
    const chosen = measurements.filter(({ name }) => values.only === undefined || name === values.only);
    if (chosen.length === 0) throw new UsageError(`${words.bench.noMeasurement(values.only)}\n\n${help}`);
    const rounds = roundsOf(values.runs);
    const signal = stopSignal();
    const say = (line: string) => console.error(line);
    const here = machine();
    await using bench = await openBench({
      root: repositoryRoot,
      signal,
      watch: watchSource,
      say,
      ...(rounds !== undefined && { rounds }),
    });
    if (!values.json) for (const line of introduce(here, bench)) console.log(line);
    const results: Result[] = [];
    for (const measurement of chosen) {
      const result = await measure(measurement, bench);
      if (signal.aborted) break;
      results.push(result);
      if (values.json) continue;
      for (const line of render(result)) console.log(line);
    }
    if (values.json) console.log(JSON.stringify(asJson(here, bench, results), null, 2));
    const complete = results.length === chosen.length && results.every((result) => "rows" in result);
    return complete ? exitCode.passed : exitCode.couldNotRun;
  },
});

function roundsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const rounds = Number(text);
  if (Number.isInteger(rounds) && rounds > 0) return rounds;
  throw new UsageError(`${words.bench.runsNeedsNumber}\n\n${help}`);
}

/* One that fails does not take the others with it. */
async function measure({ name, measure: take }: Measurement, bench: Bench): Promise<Result> {
  try {
    return { rows: await take(bench) };
  } catch (error) {
    return { trouble: words.bench.notMeasured(name, (error as Error).message) };
  }
}

function introduce({ processor, cores, memoryGb, system, node, load }: Machine, { postgres, docker }: Bench): string[] {
  return [
    `${new Date().toISOString().slice(0, 10)}, ${processor}, ${cores} cores, ${memoryGb} GB`,
    `${system}, Node ${node}`,
    postgres.description,
    ...("why" in docker ? [words.bench.withoutDocker(docker.why)] : []),
    words.bench.load(load.toFixed(1), load > cores / 2),
    words.bench.shown,
  ].flatMap((line) => wrap(line, "", 80));
}

function render(result: Result): string[] {
  if ("trouble" in result) return ["", ...wrap(result.trouble, "", 80)];
  return result.rows.flatMap((row) => ["", ...renderRow(row)]);
}

function asJson(here: Machine, { postgres, docker }: Bench, results: readonly Result[]): object {
  return {
    date: new Date().toISOString(),
    machine: here,
    postgres: postgres.description,
    docker: "why" in docker ? { absent: docker.why } : { image: docker.image },
    rows: results.flatMap((result) => ("rows" in result ? result.rows.map(toJson) : [])),
    troubles: results.flatMap((result) => ("trouble" in result ? [result.trouble] : [])),
  };
}
