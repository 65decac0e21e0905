import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Bytes that a list of all processes may take. */
const outputLimit = 64 * 1024 * 1024;

/** The environment variable that every process of a run inherits; its value is the run's id, or the one below. */
export const runMark = "HOOD_RUN";

/** The mark's value for what a learner's service starts, so that it can be told from the course's own processes. */
export const serviceMark = (runId: string): string => `${runId}/service`;

/** Kills a process and, where the system has process groups, everything in its group. Gone already is fine. */
export function killGroup(pid: number, signal: NodeJS.Signals = "SIGKILL"): void {
  if (process.platform === "win32") {
    execFile("taskkill", ["/pid", String(pid), "/t", "/f"], () => undefined);
    return;
  }
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
    } catch {
      // No such process or group: nothing to kill.
    }
  }
}

/** The command line of a process, empty when there is no such process. */
export async function commandLine(pid: number): Promise<string> {
  return (await commandLines([pid])).get(pid) ?? "";
}

/** The command lines of those of these processes that exist, by process id. Asks the system once for all of them. */
export async function commandLines(pids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (pids.length === 0) return new Map();
  if (process.platform === "linux") {
    return new Map(pids.map((pid): [number, string] => [pid, commandLineOf(pid)]).filter(([, line]) => line !== ""));
  }
  const wanted = new Set(pids);
  const lines = (await (process.platform === "win32" ? listOnWindows() : listByPs("-ax"))).split("\n");
  return new Map(
    lines.flatMap((line) => {
      const [, pid, command] = /^\s*(\d+)\s+(.*\S)/.exec(line) ?? [];
      return command !== undefined && wanted.has(Number(pid)) ? [[Number(pid), command]] : [];
    }),
  );
}

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return ""; // no such process
  }
}

/* PowerShell takes half a second to start, so one question must do. */
async function listOnWindows(): Promise<string> {
  const query = 'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.CommandLine)" }';
  return (await run("powershell", ["-NoProfile", "-Command", query], { maxBuffer: outputLimit })).stdout;
}

/* Without -ww, macOS cuts lines to the width of a terminal, also where there is none. */
async function listByPs(flags: string): Promise<string> {
  return (await run("ps", [`${flags}ww`, "-o", "pid=,command="], { maxBuffer: outputLimit })).stdout;
}

/**
 * Processes that were started with one of these values of the mark: also those that left their parent and their group.
 * Not known on Windows, where ending a tree by its parent finds them instead.
 */
export async function markedProcesses(...values: readonly string[]): Promise<number[]> {
  const marks = values.map((value) => `${runMark}=${value}`);
  const isMarked = (words: readonly string[]) => marks.some((mark) => words.includes(mark));
  if (process.platform === "linux") {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && isMarked(environmentOf(name)))
      .map(Number);
  }
  if (process.platform === "win32") return [];
  const lines = (await listByPs("-axE")).split("\n");
  return lines.filter((line) => isMarked(line.split(" "))).map((line) => Number.parseInt(line, 10));
}

function environmentOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return []; // ended meanwhile, or somebody else's
  }
}

/** Ends what learners' services of a run have started and left behind. */
export async function killStrays(runId: string): Promise<void> {
  for (const pid of await markedProcesses(serviceMark(runId))) killGroup(pid);
}
