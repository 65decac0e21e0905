import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Bench, cardShelf } from "../bench.ts";
import { npmStart } from "../npm-start.ts";
import { memoryOfTree, type ProcessMemory } from "../process-memory.ts";
import { copyRepository } from "../repository-copy.ts";
import type { Row } from "../row.ts";
import { rest } from "../waiting.ts";

const usualRounds = 3;

/** The processes of watch mode, by what stands in their command lines; the first that fits. */
const parts = [
  // Not ours: what a learner types, and the shell that npm puts around the command.
  ["npm", /^npm |^sh -c/],
  ["command", /shared\/cli\/start\.ts/],
  ["worker", /shared\/check\/worker\.ts/],
  ["spares", /service\/host\.ts/],
  ["PostgreSQL", /postgres/],
] as const;

type PartName = (typeof parts)[number][0] | "others";

/** What watch mode occupies while it waits for a save, with everything ready for it. */
export async function measureMemory(bench: Bench): Promise<Row[]> {
  const name = "memory";
  const shelf = cardShelf(bench.course);
  const what = `memory of watch mode, waiting in lesson ${shelf.number}: all its processes, PostgreSQL included`;
  if (process.platform !== "linux") return [{ name, what, skipped: "not on this system: it has no /proc" }];
  await using copy = await copyRepository(bench.root, bench.run);
  const samples: number[] = [];
  let notes: string[] = [];
  const rounds = bench.rounds ?? usualRounds;
  for (let round = 1; round <= rounds; round += 1) {
    copy.forget(shelf);
    await using start = npmStart(bench, { folder: copy.folder, postgres: "embedded" });
    await start.until(/Waiting for a save/);
    for (let second = 0; second < 2; second += 1) await rest(bench.signal); // retired services end, spares are loaded
    const all = memoryOfTree(start.pid).map((one) => ({ ...one, part: partOf(one) }));
    const ours = all.filter(({ part }) => part !== "npm");
    samples.push(sum(ours, "pssMb"));
    notes = describe(all);
    bench.say(`memory: round ${round} of ${rounds}`);
  }
  return [{ name, what, unit: "MB", samples, target: { below: 450 }, rivals: [], notes }];
}

type Seen = ProcessMemory & { readonly part: PartName };

const partOf = ({ command }: ProcessMemory): PartName =>
  (parts.find(([, pattern]) => pattern.test(command)) ?? ["others"])[0];

const sum = (processes: readonly ProcessMemory[], of: "pssMb" | "rssMb") =>
  processes.reduce((total, one) => total + one[of], 0);

function describe(all: readonly Seen[]): string[] {
  const ours = all.filter(({ part }) => part !== "npm");
  const line = (name: PartName) => {
    const these = all.filter(({ part }) => part === name);
    return these.length === 0 ? [] : [`${name} ${Math.round(sum(these, "pssMb"))} MB (${these.length})`];
  };
  return [
    `PSS: a page that n processes share counts 1/n for each. Their RSS sums up to ${Math.round(sum(ours, "rssMb"))} MB.`,
    `The last time: ${[...parts.map(([name]) => name), "others" as const].flatMap(line).join(", ")}; npm is not in the sum.`,
    ...dataInMemory(ours),
  ];
}

/* A data directory in memory belongs to no process. */
function dataInMemory(processes: readonly Seen[]): string[] {
  for (const { command } of processes) {
    const folder = / -D (\/dev\/shm\/\S+)/.exec(command)?.[1];
    if (folder)
      return [`PostgreSQL's data, ${Math.round(sizeOf(folder))} MB, lies in memory too and is not in the sum.`];
  }
  return [];
}

function sizeOf(folder: string): number {
  const bytes = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => statSync(join(folder, file), { throwIfNoEntry: false }))
    .reduce((total, stat) => total + (stat?.blocks ?? 0) * 512, 0);
  return bytes / 1024 ** 2;
}
