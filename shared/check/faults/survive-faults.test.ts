import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { PostgresServer } from "#shared/postgres/ladder.ts";
import type { Verdict } from "../verdict.ts";
import type { FaultGroup, RunnerFault } from "./fault.ts";
import { serviceGroups } from "./groups/index.ts";
import { openLane } from "./lane.ts";
import { type Result, surviveFaults, type Try } from "./survive-faults.ts";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(dirname(here)));
const noDatabase = (): Promise<PostgresServer> => Promise.reject(new Error("this lesson has no database"));

test("every fault has its service, every service its entry, and every name is there once", () => {
  const names = serviceGroups.flatMap(({ faults }) => faults.map(({ name }) => name));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  for (const { name, faults } of serviceGroups) {
    const services = faults.filter(({ kind }) => kind === "service").map((fault) => fault.name);
    const folder = join(here, "services", name);
    expect(existsSync(folder) ? readdirSync(folder).sort() : []).toEqual(services.sort());
  }
});

test("a right and a wrong expectation of a real service are told apart", async () => {
  const [group, fault] = faultNamed("throws-at-import");
  const wrong = { ...fault, words: /the shelf is full/ };
  await using lane = await openLane({ root, postgres: noDatabase });

  const results: Result[] = [];
  await surviveFaults({
    tries: [
      { group, fault },
      { group, fault: wrong },
    ],
    lane,
    onResult: (result) => results.push(result),
  });

  expect(results.map(({ survival }) => survival.problems)).toEqual([
    [],
    [expect.stringContaining("its words should match /the shelf is full/")],
  ]);
});

const group: FaultGroup = { name: "runner", title: "", faults: [] };
const checker = { checkLesson: (): Promise<Verdict> => Promise.reject(new Error("no service here")) };
const lane = { root, run: { id: "", folder: "" }, admin: undefined, checker };

const runner = (name: string, survive: RunnerFault["survive"], more: Partial<RunnerFault> = {}): Try => {
  return { group, fault: { kind: "runner", name, what: name, withinS: 60, survive, ...more } };
};

test("what cannot be tried or throws stops nothing", async () => {
  const tries = [
    runner("first", async () => undefined),
    runner("second", () => Promise.reject(new Error("the lock was left"))),
    runner("third", () => Promise.reject(new Error("never called")), { unavailable: () => "there is no Docker" }),
    runner("fourth", async () => undefined),
  ];

  const told: unknown[] = [];
  await surviveFaults({
    tries,
    lane,
    onResult: ({ fault, survival: { problems, notTried } }) => told.push([fault.name, problems, notTried]),
  });

  expect(told).toEqual([
    ["first", [], undefined],
    ["second", ["the lock was left"], undefined],
    ["third", [], "there is no Docker"],
    ["fourth", [], undefined],
  ]);
});

test("what was only slow is tried once more, and that counts", async () => {
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  let times = 0;
  const slowAtFirst = runner("slow at first", () => sleep(times++ === 0 ? 600 : 0), { withinS: 0.1 });
  const slowAlways = runner("slow always", () => sleep(600), { withinS: 0.1 });
  const wrongAtFirst = runner("wrong at first", async () => {
    if (times++ === 2) throw new Error("the lock was left");
  });

  const told: number[] = [];
  await surviveFaults({
    tries: [slowAtFirst, slowAlways, wrongAtFirst],
    lane,
    onResult: ({ survival }) => told.push(survival.problems.length),
  });

  expect(told).toEqual([0, 1, 1]);
});

function faultNamed(name: string): [FaultGroup, FaultGroup["faults"][number] & { kind: "service" }] {
  for (const group of serviceGroups) {
    for (const fault of group.faults) if (fault.kind === "service" && fault.name === name) return [group, fault];
  }
  throw new Error(`no fault ${name}`);
}
