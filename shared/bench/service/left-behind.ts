import { readdirSync, readFileSync } from "node:fs";
import type { TreeLook, TreeMember } from "./tree.ts";

/**
 * What a service has started and leaves behind when it ends: also what has left its group or emptied its environment. A
 * program that answers for the next test would otherwise outlive this one.
 */
export class LeftBehind {
  readonly #find: TreeLook | undefined;
  #seen: readonly TreeMember[] = [];

  /** `find`: the look at the service's tree; without one, as on Windows, nothing is found. */
  constructor(find: TreeLook | undefined) {
    this.#find = find;
  }

  /** To be called while the service still runs: afterwards nobody can tell whose child a process is. */
  async look(): Promise<void> {
    this.#seen = (await this.#find?.()) ?? [];
  }

  /** To be called when the service has ended. */
  async end(): Promise<void> {
    for (const { pid } of [...this.#seen, ...((await this.#find?.()) ?? [])]) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended meanwhile.
      }
    }
  }
}

/**
 * Whether a process has children now, by a look that costs a tenth of a millisecond. Linux only; elsewhere, and where
 * the kernel does not list children, it is never seen.
 */
export function hasChildren(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.some((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8") !== "");
  } catch {
    return false; // a thread, or the process, has ended meanwhile
  }
}
