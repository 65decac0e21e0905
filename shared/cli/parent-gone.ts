import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import born from "./born.cjs";

/** Milliseconds between two looks. */
const lookEvery = 300;

/**
 * A signal that aborts when whoever started this command is gone: a terminal or an npm that was killed tells nobody.
 * npm starts a shell, and that the command; without a signal of its own the shell stays when npm is killed.
 */
export function parentGone(env: NodeJS.ProcessEnv = process.env): AbortSignal {
  const controller = new AbortController();
  const { parent } = born;
  const npm = env.npm_lifecycle_event ? parentOf(parent) : undefined;
  const look = () => {
    if (process.ppid === parent && isThere(parent) && (npm === undefined || isThere(npm))) return;
    clearInterval(timer);
    controller.abort();
  };
  const timer = setInterval(look, lookEvery).unref();
  return controller.signal;
}

/* Not known on Windows, where the end of npm ends the console with everything in it. */
function parentOf(pid: number): number | undefined {
  if (process.platform === "win32") return undefined;
  try {
    const found = Number(process.platform === "linux" ? statParent(pid) : psParent(pid));
    return found > 1 ? found : undefined;
  } catch {
    return undefined; // ended meanwhile, or a small system without ps
  }
}

/* The fourth field of proc(5)'s stat; the second, a name in parentheses, may hold blanks and parentheses of its own. */
function statParent(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat
    .slice(stat.lastIndexOf(")") + 1)
    .trim()
    .split(" ")[1];
}

function psParent(pid: number): string {
  return execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" });
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // somebody else's, and there
  }
}
