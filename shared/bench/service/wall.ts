import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/*
 * The wall around a service's files, Node's permission model: https://nodejs.org/docs/latest-v24.x/api/permissions.html
 * It holds the service and each Node that it starts, no other program. It is there for accidents and cheap tricks.
 */

/** What Node says on every start about what the wall leaves open. Not the learner's to read. */
export const wallWarnings = ["PERM0001", "PERM0002", "PERM0004", "PERM0006"].map((code) => `--disable-warning=${code}`);

/* No lesson forbids children, worker threads or addons; and the bench asks the debugger where a service is stuck. */
const open = ["--allow-child-process", "--allow-worker", "--allow-addons", "--allow-inspector"];

/** Every version of Node that knows the last of them knows the others. */
const isKnown = process.allowedNodeEnvironmentFlags.has("--allow-inspector");

/*
 * What programs look up on any machine. Never /proc and /dev as a whole: /proc/self/root leads everywhere.
 */
const systemFolders: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ["/etc", "/usr", "/lib", "/lib64", "/bin", "/sbin", "/proc/cpuinfo", "/proc/meminfo", "/proc/loadavg"],
  darwin: ["/etc", "/private/etc", "/usr", "/bin", "/sbin", "/System", "/Library"],
  win32: [process.env.SystemRoot ?? "C:\\Windows"],
};
const devices = ["/dev/null", "/dev/zero", "/dev/random", "/dev/urandom", "/dev/stdin", "/dev/stdout", "/dev/stderr"];
const writableDevices = ["/dev/null", "/dev/stdout", "/dev/stderr"];

/** The folder in which the course's own `shared` lies: not the judged course's in a test of the tooling. */
const ownRoot = fileURLToPath(new URL("../../..", import.meta.url));

export interface WallOptions {
  /** Of the judged course. */
  readonly root: string;
  readonly runFolder: string;
  /** The service's own, for whatever it writes. */
  readonly temporaryFolder: string;
  /** May be written until the wall is closed; see `host.ts`. */
  readonly compileCache: string;
}

/** Flags for Node that let a service read the course's packages and its own copy, and write only its own folder. */
export function wallFlags({ root, runFolder, temporaryFolder, compileCache }: WallOptions): string[] {
  if (!isKnown) return [];
  const roots = withRealPaths([root, ownRoot]);
  const isSystem = (folder: string) => !roots.some((inside) => contains(folder, inside));
  const readable = [
    ...roots.flatMap((folder) => [join(folder, "package.json"), join(folder, "node_modules")]),
    ...roots.map((folder) => realFolderOf(join(folder, "node_modules", "express"))),
    join(ownRoot, "shared", "bench", "service"),
    join(ownRoot, "shared", "runs", "on-line.ts"),
    // Below the run's folder lie also its notes and, for some, PostgreSQL's data.
    ...withRealPaths([runFolder]).map((folder) => join(folder, "source-*")),
    ...(systemFolders[process.platform] ?? []).filter(isSystem),
  ];
  const own = withRealPaths([temporaryFolder, compileCache]);
  const hasDevices = process.platform !== "win32";
  return [
    "--permission",
    ...[...withRealPaths(readable), ...own, ...(hasDevices ? devices : [])].map((path) => `--allow-fs-read=${path}`),
    ...[...own, ...(hasDevices ? writableDevices : [])].map((path) => `--allow-fs-write=${path}`),
    ...open,
  ];
}

/* Node loads a module from its real path, and compares paths as they are written. */
function withRealPaths(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap((path) => (existsSync(path) ? [path, realpathSync(path)] : [path])))];
}

/* The packages may be links to a place that they share with others. */
function realFolderOf(file: string): string {
  return existsSync(file) ? dirname(realpathSync(file)) : dirname(file);
}

function contains(folder: string, inside: string): boolean {
  const way = relative(folder, inside);
  return way === "" || (!way.startsWith(`..${sep}`) && way !== ".." && way !== inside);
}
