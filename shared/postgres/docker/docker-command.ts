import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs the docker command line and answers what it prints, trimmed. */
export async function docker(...words: readonly string[]): Promise<string> {
  return (await run("docker", words, { timeout: 60_000 })).stdout.trim();
}

/** The same for `docker compose` in a project's folder. */
export async function compose(folder: string, ...words: readonly string[]): Promise<string> {
  return (await run("docker", ["compose", ...words], { cwd: folder, timeout: 90_000 })).stdout.trim();
}
