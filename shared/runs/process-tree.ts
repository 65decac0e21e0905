import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);

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
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    if (process.platform === "win32") {
      const query = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`;
      return (await run("powershell", ["-NoProfile", "-Command", query])).stdout.trim();
    }
    return (await run("ps", ["-o", "command=", "-p", String(pid)])).stdout.trim();
  } catch {
    return "";
  }
}

/**
 * Processes that were started with this value of the mark: also those that left their parent and their group. Not known
 * on Windows, where ending a tree by its parent finds them instead.
 */
export async function markedProcesses(value: string): Promise<number[]> {
  const mark = `${runMark}=${value}`;
  if (process.platform === "linux") {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(mark))
      .map(Number);
  }
  if (process.platform === "win32") return [];
  const { stdout } = await run("ps", ["-axEww", "-o", "pid=,command="], { maxBuffer: 64 * 1024 * 1024 });
  return stdout
    .split("\n")
    .filter((line) => line.split(" ").includes(mark))
    .map((line) => Number.parseInt(line, 10));
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
