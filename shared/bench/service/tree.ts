import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface TreeMember {
  readonly pid: number;
  readonly residentBytes: number;
}

/** A service, of which the tree is looked for. */
export interface TreeRoot {
  readonly pid: number;
  /** Stands in the environment of everything that the service starts, and of nothing else. */
  readonly temporaryFolder: string;
}

/** Looks for a service and everything that it has started and that still runs. */
export type TreeLook = () => Promise<readonly TreeMember[]>;

/** How to look on this system; `undefined` on Windows, where one look takes half a second. */
export function treeLook(root: TreeRoot, platform = process.platform): TreeLook | undefined {
  if (platform === "win32") return undefined;
  return platform === "linux" ? linuxLook(root) : async () => membersByParent(root.pid, await listByPs());
}

/*
 * What was there before the service is not its child, and what was looked at once needs no second look: so a look
 * reads the list of process ids, and little more. By the environment it finds also what has left its parent and its
 * group; not a child of such a one that has emptied its environment.
 */
function linuxLook({ pid: root, temporaryFolder }: TreeRoot): TreeLook {
  const mark = `TMPDIR=${temporaryFolder}`;
  const isMember = new Map(processIds().map((pid) => [pid, pid === root]));
  return async () => {
    const pids = processIds();
    const there = new Set(pids);
    for (const pid of isMember.keys()) if (!there.has(pid)) isMember.delete(pid);
    for (const pid of pids) {
      // A child has a higher id than its parent, but for the moment when ids begin anew: then the mark finds it.
      if (isMember.has(pid)) continue;
      const environment = readProc(pid, "environ");
      const belongs = isMember.get(parentOf(pid)) === true || environment.split("\0").includes(mark);
      // One that is becoming another program shows no environment for a moment: it is looked at again.
      if (belongs || environment !== "") isMember.set(pid, belongs);
    }
    return pids.filter((pid) => isMember.get(pid)).flatMap(readMember);
  };
}

const processIds = () => readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
const parentOf = (pid: number) => Number(/^PPid:\s*(\d+)/m.exec(readProc(pid, "status"))?.[1] ?? 0);

/* A process that has ended, and waits for its parent to hear of it, holds no memory and is not counted. */
function readMember(pid: number): TreeMember[] {
  const kilobytes = /^VmRSS:\s*(\d+) kB/m.exec(readProc(pid, "status"))?.[1];
  return kilobytes === undefined ? [] : [{ pid, residentBytes: Number(kilobytes) * 1024 }];
}

function readProc(pid: number, name: "status" | "environ"): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return ""; // ended meanwhile, or somebody else's
  }
}

interface Listed extends TreeMember {
  readonly parent: number;
}

async function listByPs(): Promise<Listed[]> {
  const { stdout } = await run("ps", ["-axo", "pid=,ppid=,rss="], { maxBuffer: 16 * 1024 * 1024 });
  return readPs(stdout);
}

/** Reads what `ps -axo pid=,ppid=,rss=` prints; it gives kilobytes. */
export function readPs(text: string): Listed[] {
  return text.split("\n").flatMap((line) => {
    const [pid, parent, kilobytes] = line.trim().split(/\s+/).map(Number);
    if (!pid || parent === undefined || kilobytes === undefined) return [];
    return [{ pid, parent, residentBytes: kilobytes * 1024 }];
  });
}

/** A process and its descendants. What has left its parent is not among them. */
export function membersByParent(root: number, listed: readonly Listed[]): Listed[] {
  const found = listed.filter(({ pid }) => pid === root);
  for (const { pid } of found) found.push(...listed.filter(({ parent, pid: own }) => parent === pid && own !== pid));
  return found;
}
