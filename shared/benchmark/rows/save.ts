import type { Bench } from "../bench.ts";
import { cardShelf } from "../bench.ts";
import { cardTests } from "../card-requests.ts";
import type { Row } from "../row.ts";
import { rest } from "../waiting.ts";
import { openBareFloor } from "./bare-floor.ts";
import { readSaving, type Saver, type SaveTimes, type Version } from "./saving.ts";
import { openWatchedCheck } from "./watched-check.ts";
import { openWatchedPlain } from "./watched-plain.ts";

/** Twelve saves of each version: enough that one disturbed save does not move the median. */
const usualRounds = 12;

/** From a save to what the learner waits for: the first red test, and all of them. */
export async function measureSave(bench: Bench): Promise<Row[]> {
  const lesson = cardShelf(bench.course);
  const saving = readSaving(lesson);
  await using check = openWatchedCheck(bench, lesson, saving);
  await using plain = await openWatchedPlain(bench, lesson, saving);
  await using floor = await openBareFloor(bench, lesson, saving);
  const sides = [timed(check), timed(plain), timed(floor)] as const;
  const [ours, theirs, bare] = sides;

  const rounds = bench.rounds ?? usualRounds;
  for (let round = 0; round <= rounds; round += 1) {
    for (const version of ["broken", "right"] as const) {
      for (const side of sides) {
        await rest(bench.signal);
        await side.save(version, round > 0); // the first round loads what later ones find loaded
      }
    }
    bench.say(`save: round ${round} of ${rounds}`);
  }

  const tests = `${cardTests.length} tests, each on its own process and database`;
  const plainWords = "plain vitest --watch, app in the test process, one running PostgreSQL";
  return [
    {
      name: "save-red",
      what: `save -> first failing test (watch mode, ${tests})`,
      unit: "ms",
      samples: ours.red,
      target: { below: 200 },
      rivals: [
        { what: plainWords, samples: theirs.red, target: { faster: 3 } },
        {
          what: "the bare floor: a warmed process, the requests of all tests, no framework",
          samples: [...bare.broken, ...bare.right],
          target: { within: 2.5 },
        },
      ],
      notes: ["The failing test is the first of the file, which is the rival's best case."],
    },
    {
      name: "save-all",
      what: "save -> whole verdict, one of the tests failing",
      unit: "ms",
      samples: ours.broken,
      target: { below: 800 },
      rivals: [{ what: plainWords, samples: theirs.broken }],
      notes: [],
    },
    {
      name: "save-green",
      what: "save -> whole verdict, all tests passing",
      unit: "ms",
      samples: ours.right,
      target: { below: 800 },
      rivals: [{ what: plainWords, samples: theirs.right }],
      notes: [],
    },
  ];
}

/* A side with its samples. */
function timed(saver: Saver) {
  const samples = { red: [] as number[], broken: [] as number[], right: [] as number[] };
  const keep = (version: Version, { firstRed, whole }: SaveTimes) => {
    if (firstRed !== undefined) samples.red.push(firstRed);
    samples[version].push(whole);
  };
  return {
    ...samples,
    async save(version: Version, counts: boolean) {
      const times = await saver.save(version);
      if (counts) keep(version, times);
    },
  };
}
