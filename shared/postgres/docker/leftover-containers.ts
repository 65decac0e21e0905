import { askDocker } from "./docker-api.ts";
import type { DockerEndpoint } from "./docker-endpoint.ts";
import { probeDeadline, probeDocker } from "./docker-probe.ts";
import { listField, textField } from "./json-field.ts";
import { homeLabel, runHome, runLabel } from "./run-labels.ts";

/** Stopping and removing a container of PostgreSQL takes 0.3 s; a busy engine may need longer. */
const removeDeadlineMs = 10_000;

/**
 * Removes, with their data, the containers that killed runs of this copy of the course left behind on this machine, and
 * answers how many. Runs that `isAlive` keeps are left alone. Without Docker there are none; never rejects for its sake.
 */
export async function removeLeftoverContainers(options: {
  readonly env: NodeJS.ProcessEnv;
  readonly root: string;
  readonly isAlive: (runId: string) => Promise<boolean> | boolean;
}): Promise<number> {
  const { env, root, isAlive } = options;
  const deadlineMs = probeDeadline(false);
  const docker = await probeDocker({ env, deadlineMs });
  if (docker.kind !== "ready") return 0;
  let removed = 0;
  for (const { id, runId } of await listContainers(docker.endpoint, [`${homeLabel}=${runHome(root)}`, runLabel])) {
    if (await isAlive(runId)) continue;
    if (await removeContainer(docker.endpoint, id)) removed += 1;
  }
  return removed;
}

/** Removes what this run itself has started, also when its start-up failed half-way. */
export async function removeRunContainers(endpoint: DockerEndpoint, runId: string): Promise<void> {
  const containers = await listContainers(endpoint, [`${runLabel}=${runId}`]);
  await Promise.all(containers.map(({ id }) => removeContainer(endpoint, id)));
}

async function listContainers(
  endpoint: DockerEndpoint,
  label: readonly string[],
): Promise<{ readonly id: string; readonly runId: string }[]> {
  const path = `/containers/json?all=1&filters=${encodeURIComponent(JSON.stringify({ label }))}`;
  const answer = await askDocker(endpoint, { path, deadlineMs: removeDeadlineMs }).catch(() => undefined);
  return listField(answer?.body).flatMap((container) => {
    const id = textField(container, "Id");
    const runId = textField(container, "Labels", runLabel);
    return id !== undefined && runId !== undefined ? [{ id, runId }] : [];
  });
}

/** Removes a container with its data. False when it could not be removed, or was being removed by somebody else (404, 409). */
export async function removeContainer(endpoint: DockerEndpoint, id: string): Promise<boolean> {
  const path = `/containers/${id}?force=1&v=1`;
  const answer = await askDocker(endpoint, { method: "DELETE", path, deadlineMs: removeDeadlineMs }).catch(
    () => undefined,
  );
  return answer?.status === 204;
}
