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
    lanes: [lane],
    onResult: (result) => results.push(result),
  });

  expect(results.map(({ survival }) => survival.problems)).toEqual([
    [],
    [expect.stringContaining("its words should match /the shelf is full/")],
  ]);
});

test("results are told in order, and what cannot be tried or throws stops nothing", async () => {
  let release: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const runner = (name: string, survive: RunnerFault["survive"], why?: string): RunnerFault => {
    const fault = { kind: "runner", name, what: name, withinS: 60, survive } as const;
    return why === undefined ? fault : { ...fault, unavailable: () => why };
  };
  const group: FaultGroup = { name: "runner", title: "", faults: [] };
  const tries: Try[] = [
    runner("first", () => slow),
    runner("second", () => Promise.reject(new Error("the lock was left"))),
    runner("third", async () => release()),
    runner("fourth", () => Promise.reject(new Error("never called")), "there is no Docker"),
  ].map((fault) => ({ group, fault }));
  const checker = { checkLesson: (): Promise<Verdict> => Promise.reject(new Error("no service here")) };
  const lane = { root, run: { id: "", folder: "" }, admin: undefined, checker };

  const told: unknown[] = [];
  await surviveFaults({
    tries,
    lanes: [lane, lane],
    onResult: ({ fault, survival: { problems, notTried } }) => told.push([fault.name, problems, notTried]),
  });

  expect(told).toEqual([
    ["first", [], undefined],
    ["second", ["the lock was left"], undefined],
    ["third", [], undefined],
    ["fourth", [], "there is no Docker"],
  ]);
});

function faultNamed(name: string): [FaultGroup, FaultGroup["faults"][number] & { kind: "service" }] {
  for (const group of serviceGroups) {
    for (const fault of group.faults) if (fault.kind === "service" && fault.name === name) return [group, fault];
  }
  throw new Error(`no fault ${name}`);
}
