import { expect, test } from "vitest";
import { limits } from "#shared/bench/service/limits.ts";
import { words } from "../words/index.ts";
import { note, ok } from "./check.ts";
import { guardsCheck, judgeGuards } from "./guards-check.ts";

const say = words.doctor.guards;
const { openFiles, fileMb, cpuSeconds } = limits;
const all = {
  runs: "guarded",
  wallHolds: true,
  limits: { openFiles, fileMb, coreMb: 0, cpuSeconds },
  treeSeen: true,
} as const;

test("guards that all hold are told in one line", () => {
  expect(judgeGuards(all, "linux")).toEqual(ok(say.allHold));
  expect(judgeGuards({ ...all, limits: { ...all.limits, openFiles: 256 } }, "linux")).toEqual(ok(say.allHold));
});

test("each guard that does not hold is a note that says what it means, and never a problem", () => {
  const found = (limit: object) => judgeGuards({ ...all, limits: { ...all.limits, ...limit } }, "linux");

  expect(judgeGuards({ ...all, wallHolds: false }, "linux")).toEqual(note(say.missing([say.noWall])));
  expect(judgeGuards({ ...all, treeSeen: false }, "linux")).toEqual(note(say.missing([say.noTree(600, 50)])));
  expect(found({ openFiles: Infinity })).toEqual(note(say.missing([say.noFileCount(1024)])));
  expect(found({ fileMb: Infinity })).toEqual(note(say.missing([say.noFileSize(200)])));
  expect(found({ coreMb: Infinity })).toEqual(note(say.missing([say.noCoreLimit])));
  expect(found({ cpuSeconds: Infinity })).toEqual(note(say.missing([say.noCpuLimit(60)])));
});

test("Windows, which has neither limits nor a look at the tree, is told what that means", () => {
  const finding = judgeGuards({ ...all, limits: undefined, treeSeen: false }, "win32");

  expect(finding).toEqual(note(say.missing([say.noLimitsOnWindows, say.noTree(600, 50)])));
  expect(judgeGuards({ ...all, limits: undefined }, "linux")).toEqual(note(say.missing([say.noLimits])));
});

test("a machine on which a guarded service does not run is told so", () => {
  expect(judgeGuards({ ...all, runs: "unguarded" }, "linux")).toEqual(note(say.runsUnguarded));
  expect(judgeGuards({ ...all, runs: "not at all" }, "linux")).toEqual(note(say.doesNotRun));
});

test("without a place to write nothing is tried", async () => {
  const machine = { root: "/course", env: {}, platform: "linux", run: undefined } as const;

  expect(await guardsCheck(machine, () => Promise.reject(new Error("tried")))).toEqual(note(say.notTried));
});
