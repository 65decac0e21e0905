import { type LimitsReport, limits } from "#shared/bench/service/limits.ts";
import { type GuardsReport, tryGuards } from "#shared/bench/service/try-guards.ts";
import { words } from "../words/index.ts";
import { type Finding, type Machine, note, ok } from "./check.ts";

/** Whether this system keeps a learner's service within its bounds, tried with a real one. What it lacks is a note. */
export async function guardsCheck({ root, run, platform }: Machine, attempt = tryGuards): Promise<Finding> {
  const say = words.doctor.guards;
  if (!run) return note(say.notTried);
  return judgeGuards(await attempt({ root, runId: run.id, runFolder: run.folder }), platform);
}

/** What is said of the guards that hold, and of those that do not and what that means. */
export function judgeGuards(report: GuardsReport, platform: NodeJS.Platform): Finding {
  const say = words.doctor.guards;
  if (report.runs !== "guarded") return note(report.runs === "unguarded" ? say.runsUnguarded : say.doesNotRun);
  const open = [
    ...(report.wallHolds ? [] : [say.noWall]),
    ...openLimits(report.limits, platform),
    ...(report.treeSeen ? [] : [say.noTree(limits.memoryMb, limits.processes)]),
  ];
  return open.length === 0 ? ok(say.allHold) : note(say.missing(open));
}

function openLimits(found: LimitsReport | undefined, platform: NodeJS.Platform): string[] {
  const say = words.doctor.guards;
  if (!found) return [platform === "win32" ? say.noLimitsOnWindows : say.noLimits];
  return [
    ...(found.openFiles <= limits.openFiles ? [] : [say.noFileCount(limits.openFiles)]),
    ...(found.fileMb <= limits.fileMb ? [] : [say.noFileSize(limits.fileMb)]),
    ...(found.coreMb === 0 ? [] : [say.noCoreLimit]),
    ...(found.cpuSeconds <= limits.cpuSeconds ? [] : [say.noCpuLimit(limits.cpuSeconds)]),
  ];
}
