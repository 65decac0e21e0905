import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type DockerProbe, probeDeadline, probeDocker } from "#shared/postgres/docker/docker-probe.ts";
import { postgresImage } from "#shared/postgres/docker/postgres-image.ts";
import { words } from "../words/index.ts";
import { type Check, type Finding, named, note, ok } from "./check.ts";

/** Docker is never needed: the course brings its own PostgreSQL. So nothing here is worse than a note. */
export async function dockerChecks(env: NodeJS.ProcessEnv, hasCompose = composeAnswers): Promise<Check[]> {
  const say = words.doctor.docker;
  const probe = await probeDocker({ env, image: postgresImage(env), deadlineMs: probeDeadline(false) });
  const engine = named(words.doctor.names.docker, engineFinding(probe));
  if (probe.kind !== "ready" && probe.kind !== "no-image") return [engine];
  return [engine, named(say.composeName, (await hasCompose()) ? ok(say.compose) : note(say.noCompose, say.getCompose))];
}

function engineFinding(probe: DockerProbe): Finding {
  const say = words.doctor.docker;
  return probe.kind === "ready" ? ok(say.ready(probe.version)) : note(say.notUsed(probe.why), probe.next);
}

async function composeAnswers(): Promise<boolean> {
  return promisify(execFile)("docker", ["compose", "version"], { timeout: 3_000, windowsHide: true }).then(
    () => true,
    () => false,
  );
}
