import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { connect } from "node:net";

/** The state LISTEN in /proc/net/tcp. https://docs.kernel.org/networking/proc_net_tcp.html */
const listen = "0A";

/** Ports that these processes listen on. Known on Linux only; elsewhere a port goes with its process, which is counted. */
export function listeningPorts(pids: readonly number[]): number[] {
  if (process.platform !== "linux" || pids.length === 0) return [];
  const ports = new Map(["tcp", "tcp6"].flatMap(listeningSockets));
  return pids.flatMap((pid) => socketsOf(pid).flatMap((inode) => ports.get(inode) ?? []));
}

function listeningSockets(table: string): [inode: string, port: number][] {
  return readOrEmpty(`/proc/net/${table}`)
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === listen)
    .map((fields) => [fields[9] ?? "", Number.parseInt(fields[1]?.split(":")[1] ?? "", 16)]);
}

function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(linkOrEmpty(`/proc/${pid}/fd/${fd}`)) ?? [];
      return inode === undefined ? [] : [inode];
    });
  } catch {
    return []; // ended meanwhile
  }
}

/** Where a process works; "" where the system does not tell. A folder that is gone ends in " (deleted)". */
export function workingFolder(pid: number): string {
  return process.platform === "linux" ? linkOrEmpty(`/proc/${pid}/cwd`) : "";
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // a system without IPv6 has no tcp6
  }
}

function linkOrEmpty(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

/** True when something accepts connections on this port of 127.0.0.1. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const settle = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once("connect", () => settle(true)).once("error", () => settle(false));
  });
}
