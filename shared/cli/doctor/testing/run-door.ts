import { spawn } from "node:child_process";
import { onLine } from "#shared/runs/on-line.ts";

export interface DoorOutcome {
  readonly code: number | null;
  /** What both streams showed. */
  readonly screen: string;
}

export interface DoorOptions {
  /** What goes in front of the door: another program, such as one that gives it a disk of its own, or a flag of Node's. */
  readonly before?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Only for tests: runs a command through a copy's door, with nothing of this shell's that could change what it says. */
export function runDoor(
  door: string,
  words: readonly string[],
  { before = [process.execPath], env = {} }: DoorOptions = {},
): Promise<DoorOutcome> {
  const { HOOD_POSTGRES, DATABASE_URL, NODE_OPTIONS, ...inherited } = process.env;
  const [program = "", ...flags] = before;
  const child = spawn(program, [...flags, door, ...words], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...inherited, NO_COLOR: "1", LC_ALL: "C.UTF-8", DOCKER_HOST: "unix:///no/docker.sock", ...env },
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) onLine(stream, (line) => lines.push(line));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, screen: `${lines.join("\n")}\n` }));
  });
}

/** A flag that makes Node say that it is another version. */
export function pretendVersion(version: string): readonly string[] {
  const code = `Object.defineProperty(process.versions, "node", { value: "${version}" })`;
  return [process.execPath, "--import", `data:text/javascript,${encodeURIComponent(code)}`];
}
