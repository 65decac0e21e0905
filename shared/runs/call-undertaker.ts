import { spawn } from "node:child_process";
import { parse } from "node:path";
import { fileURLToPath } from "node:url";
import { runMark } from "./process-tree.ts";

const undertakerFile = fileURLToPath(new URL("./undertaker.ts", import.meta.url));

/** What a run says that has ended in order: nothing is left to do. */
export const farewell = "done";

/*
 * Node takes 40 MB to wait in. A shell takes 2, and becomes Node only when there is something to do: `read` returns at
 * the farewell, or when the lifeline is closed without one.
 */
const waitInShell = `read -r said; [ "$said" = ${farewell} ] || exec "$@"`;

export interface Undertaker {
  readonly ended: Promise<void>;
  /** Tells it that nothing is left to do; it ends. */
  dismiss(): void;
}

/**
 * Starts the process that ends what this run leaves if the run is killed, in a session of its own: the end of the
 * terminal, or of the whole process group, does not reach it. Where it cannot be started the next run does its work.
 */
export function callUndertaker(run: { readonly id: string; readonly folder: string }): Undertaker {
  const words = ["--disable-warning=ExperimentalWarning", undertakerFile, run.id, run.folder];
  const [program, ...rest]: [string, ...string[]] =
    process.platform === "win32"
      ? [process.execPath, ...words]
      : ["sh", "-c", waitInShell, "sh", process.execPath, ...words];
  const child = spawn(program, rest, {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    windowsHide: true,
    cwd: parse(process.cwd()).root, // it must not keep a folder from being removed
    env: { ...process.env, [runMark]: undefined, NODE_OPTIONS: undefined },
  });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve()).once("error", () => resolve()); // no shell: see above
  });
  child.stdin.on("error", () => undefined); // it was killed
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  return { ended, dismiss: () => void child.stdin.end(`${farewell}\n`) };
}
