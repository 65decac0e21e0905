import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ClientBase } from "pg";
import { databasePrefix } from "#shared/postgres/run-mark.ts";
import { commandLine, markedProcesses, serviceMark } from "#shared/runs/process-tree.ts";
import { accepts, listeningPorts, workingFolder } from "./listening.ts";

/** Milliseconds after a check in which what it killed may still be ending, and new spares load. */
const grace = 3_000;

/** Clones that a workbench keeps: four spare ones, and one on which spares warm the driver. */
const sparedClones = 5;

/** What always lies in a run's folder. */
const ownEntries = ["owner", "started.jsonl", "tmp"];

/** Where a lane's checks leave their traces. */
export interface Ground {
  readonly run: { readonly id: string; readonly folder: string };
  /** The administrator's connection; absent while no lesson with a database was checked. */
  readonly admin: ClientBase | undefined;
}

/** What was there before the fault, so that no fault answers for an earlier one. */
export interface Baseline {
  readonly entries: readonly string[];
  readonly clones: number;
}

export async function takeBaseline({ run, admin }: Ground): Promise<Baseline> {
  const clones = admin ? await countClones(admin, run.id) : undefined;
  return { entries: readdirSync(run.folder), clones: Math.max(clones?.databases ?? 0, clones?.roles ?? 0) };
}

/**
 * What a check has left, a sentence each, once all has had time to end; `ports` are those that its words named. On
 * systems other than Linux only marked children and named ports are seen, and on Windows no process at all.
 */
export async function findTraces(ground: Ground, before: Baseline, ports: readonly number[]): Promise<string[]> {
  const deadline = performance.now() + grace;
  for (;;) {
    const found = [
      ...(await processTraces(ground.run)),
      ...folderTraces(ground.run.folder, before),
      ...(await temporaryTraces(ground.run)),
      ...(await databaseTraces(ground, before)),
      ...(await portTraces(ports)),
    ];
    if (found.length === 0 || performance.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function processTraces(run: Ground["run"]): Promise<string[]> {
  const children = [...new Set([...(await markedProcesses(serviceMark(run.id))), ...hiddenChildren(run.id)])];
  const ours = await markedProcesses(run.id);
  const services = ours.filter((pid) => workingFolder(pid).startsWith(join(run.folder, "source-")));
  const listening = listeningPorts([...ours, ...children]);
  return [
    ...(children.length > 0 ? [`left running what the service started: process ${children.join(", ")}`] : []),
    ...(services.length > 0 ? [`left the service itself running: process ${services.join(", ")}`] : []),
    ...(listening.length > 0 ? [`left somebody listening on port ${listening.join(", ")}`] : []),
  ];
}

/*
 * A child that has emptied its environment bears no mark. Those of the corpus have one among their arguments,
 * `left-by-` and the mark that the service was given, so that the corpus sees what the product may have overlooked.
 */
function hiddenChildren(runId: string): number[] {
  if (process.platform !== "linux") return [];
  const argument = `left-by-${serviceMark(runId)}`;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && argumentsOf(name).includes(argument))
    .map(Number);
}

function argumentsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return []; // ended meanwhile
  }
}

function folderTraces(folder: string, { entries }: Baseline): string[] {
  const left = readdirSync(folder).filter((name) => !ownEntries.includes(name) && !entries.includes(name));
  return left.length > 0 ? [`left ${left.join(", ")} in the folder of the run`] : [];
}

/** Each spare has a temporary folder, which its command line names; one without a process is left of a service. */
async function temporaryTraces(run: Ground["run"]): Promise<string[]> {
  const tmp = join(run.folder, "tmp");
  if (process.platform === "win32" || !existsSync(tmp)) return [];
  const lines = await Promise.all((await markedProcesses(run.id)).map(commandLine));
  const left = readdirSync(tmp).filter((name) => !lines.some((line) => line.includes(name)));
  return left.length > 0 ? [`left ${left.length} temporary folders of services`] : [];
}

async function databaseTraces({ run, admin }: Ground, before: Baseline): Promise<string[]> {
  if (!admin) return [];
  const allowed = Math.max(before.clones, sparedClones);
  const { databases, roles, sessions } = await countClones(admin, run.id);
  return [
    ...(databases > allowed ? [`left ${databases - allowed} databases beyond the spare ones`] : []),
    ...(roles > allowed ? [`left ${roles - allowed} roles beyond those of the spare databases`] : []),
    ...(sessions > 0 ? [`left ${sessions} sessions of services open in PostgreSQL`] : []),
  ];
}

interface Clones {
  readonly databases: number;
  readonly roles: number;
  readonly sessions: number;
}

async function countClones(admin: ClientBase, runId: string): Promise<Clones> {
  const { rows } = await admin.query<Clones>(
    `select
       (select count(*)::int from pg_database where starts_with(datname, $1)) as databases,
       (select count(*)::int from pg_roles where starts_with(rolname, $1)) as roles,
       (select count(*)::int from pg_stat_activity where starts_with(usename, $1)) as sessions`,
    [`${databasePrefix(runId)}clone_`],
  );
  return rows[0] ?? { databases: 0, roles: 0, sessions: 0 };
}

async function portTraces(ports: readonly number[]): Promise<string[]> {
  const open: number[] = [];
  for (const port of ports) if (await accepts(port)) open.push(port);
  return open.map((port) => `left somebody listening on port ${port}, which its words name`);
}
