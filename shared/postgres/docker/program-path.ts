import { existsSync } from "node:fs";
import { join } from "node:path";

/** Whether a program of this name lies in a folder of the PATH. It is not started. */
export function isOnPath(program: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  // A copy of Windows' environment has the variable as "Path".
  const path = Object.entries(env).find(([name]) => name.toUpperCase() === "PATH")?.[1] ?? "";
  const windows = platform === "win32";
  const names = windows ? [`${program}.exe`, `${program}.cmd`] : [program];
  const folders = path.split(windows ? ";" : ":").filter((folder) => folder !== "");
  return folders.some((folder) => names.some((name) => existsSync(join(folder, name))));
}
