import { execFileSync } from "node:child_process";

/** Milliseconds between two looks. */
const lookEvery = 300;

/**
 * A signal that aborts when whoever started this command is gone: a terminal or an npm that was killed tells nobody.
 * npm starts a shell, and that the command; without a signal of its own the shell stays when npm is killed.
 */
export function parentGone(env: NodeJS.ProcessEnv = process.env): AbortSignal {
  const controller = new AbortController();
  const parent = process.ppid;
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
    const found = Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
    return found > 1 ? found : undefined;
  } catch {
    return undefined; // a small container without ps
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // somebody else's, and there
  }
}
