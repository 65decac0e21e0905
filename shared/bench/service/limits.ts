/** What a service, with everything that it starts, may use. Each number is several times what any lesson needs. */
export const limits = {
  /** Megabytes of JavaScript objects in the service's own process. */
  heapMb: 256,
  /** Megabytes of memory that the service and what it starts hold together. */
  memoryMb: 600,
  /** Processes at the same time, the service among them. */
  processes: 50,
  /** Files and sockets open at once, in each process. */
  openFiles: 1024,
  /** Megabytes of the longest file that can be written. */
  fileMb: 200,
  /** Seconds of processor time of each process. Ends an orphan in a loop; hashing passwords in a test takes one. */
  cpuSeconds: 60,
} as const;

/** The operating system's limits as a spare found them after they were set. `Infinity`: none. */
export interface LimitsReport {
  readonly openFiles: number;
  readonly fileMb: number;
  readonly coreMb: number;
  readonly cpuSeconds: number;
}

/** What `ulimit -f` and `ulimit -c` count in. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/ulimit.html */
const blocksPerMb = 2048;

/** Seconds between the signal SIGXCPU, which the messages know, and SIGKILL, for a program that ignores it. */
const cpuGrace = 5;

/*
 * One option a call: Debian's sh takes no more, and sets nothing, silently, when it gets more. A limit that is lower
 * already cannot be raised, which is no harm. Without -S or -H both limits are set; Node raises the soft one to the hard.
 */
const setting = [
  `-n ${limits.openFiles}`,
  "-c 0",
  `-f ${limits.fileMb * blocksPerMb}`,
  `-S -t ${limits.cpuSeconds}`,
  `-H -t ${limits.cpuSeconds + cpuGrace}`,
].map((option) => `ulimit ${option} 2>/dev/null`);

/* Written by the shell's own commands, so that no further process is started; the bench reads it on descriptor 3. */
const readingBack = "{ ulimit -n; ulimit -f; ulimit -c; ulimit -t; } >&3";

/** Lines that the shell writes before the program begins. */
export const reportLines = 4;

/** The command that runs a program under the operating system's limits. Windows has none of this kind. */
export function underLimits(
  command: readonly [string, ...string[]],
  platform = process.platform,
): [string, ...string[]] {
  if (platform === "win32") return [...command];
  return ["/bin/sh", "-c", [...setting, readingBack, 'exec "$0" "$@"'].join("\n"), ...command];
}

/** Reads what the shell wrote: one number or `unlimited` a line. `undefined` when it wrote something else. */
export function readLimits(lines: readonly string[]): LimitsReport | undefined {
  const [openFiles, file, core, cpuSeconds] = lines.map((line) => (line === "unlimited" ? Infinity : Number(line)));
  if (openFiles === undefined || file === undefined || core === undefined || cpuSeconds === undefined) return undefined;
  if ([openFiles, file, core, cpuSeconds].some(Number.isNaN)) return undefined;
  return { openFiles, fileMb: file / blocksPerMb, coreMb: core / blocksPerMb, cpuSeconds };
}
