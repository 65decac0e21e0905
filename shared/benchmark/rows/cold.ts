import type { Lesson } from "#shared/lessons/course.ts";
import { type Bench, cardShelf } from "../bench.ts";
import { npmStart } from "../npm-start.ts";
import { copyRepository, type RepositoryCopy } from "../repository-copy.ts";
import type { Rival, Row } from "../row.ts";
import { rest } from "../waiting.ts";

const usualRounds = 3;

/** The first word about the learner's work: a failing test, or the result. */
const verdictLine = /FAILED|PASSED|FAIL /;

/** `npm start` until it says something about the lesson: on a fresh copy of the repository, and once more. */
export async function measureCold(bench: Bench): Promise<Row[]> {
  const { docker } = bench;
  const shelf = cardShelf(bench.course);
  const ours = { first: [] as number[], again: [] as number[] };
  const installed = { first: [] as number[], again: [] as number[] };
  const contained = { first: [] as number[], again: [] as number[] };
  await using copy = await copyRepository(bench.root, bench.run);
  const rounds = bench.rounds ?? usualRounds;
  for (let round = 1; round <= rounds; round += 1) {
    await startTwice(bench, copy, { lesson: shelf, postgres: "embedded", into: ours });
    if (!("why" in docker)) await startTwice(bench, copy, { lesson: shelf, postgres: "container", into: contained });
    await startTwice(bench, copy, { lesson: undefined, postgres: "embedded", into: installed });
    bench.say(`cold: round ${round} of ${rounds}`);
  }
  const containerWords = "the same with a container (HOOD_POSTGRES=container, image there)";
  const rival = (samples: readonly number[]): Rival =>
    "why" in docker ? { what: containerWords, skipped: docker.why } : { what: containerWords, samples };
  const [first] = bench.course;
  const at = `lesson ${shelf.number}, which needs PostgreSQL (embedded)`;
  const atFirst = `lesson ${first?.number}${first?.schemaSql === undefined ? ", which needs no database" : ""}`;
  const row = (name: string, what: string, samples: readonly number[], below: number, rivals: Rival[]): Row => ({
    ...{ name, what, unit: "ms", samples, rivals },
    target: { below },
    notes: [],
  });
  return [
    {
      ...row("cold-first", `npm start -> first verdict, nothing kept, ${at}`, ours.first, 3_000, [
        rival(contained.first),
      ]),
      notes: ["Files were read before, so they come from memory; npm itself is part of the time."],
    },
    row("cold-again", `npm start -> first verdict, second time, ${at}`, ours.again, 1_500, [rival(contained.again)]),
    row("installed-first", `npm start -> first verdict, nothing kept, ${atFirst}`, installed.first, 3_000, []),
    row("installed-again", `npm start -> first verdict, second time, ${atFirst}`, installed.again, 1_500, []),
  ];
}

async function startTwice(
  bench: Bench,
  copy: RepositoryCopy,
  options: {
    readonly lesson: Lesson | undefined;
    readonly postgres: string;
    readonly into: { readonly first: number[]; readonly again: number[] };
  },
): Promise<void> {
  const { lesson, postgres, into } = options;
  copy.forget(lesson);
  for (const samples of [into.first, into.again]) {
    await rest(bench.signal);
    await using start = npmStart(bench, { folder: copy.folder, postgres });
    samples.push(await start.until(verdictLine));
  }
}
