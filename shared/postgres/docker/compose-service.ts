import { realpathSync } from "node:fs";
import { askDocker } from "./docker-api.ts";
import type { DockerEndpoint } from "./docker-endpoint.ts";
import { field, listField, textField } from "./json-field.ts";

/** The container of the service `postgres` of one compose project, as it is at this moment. */
export interface ComposeService {
  readonly id: string;
  /** created, running, paused, restarting, removing, exited or dead. */
  readonly status: string;
  /** starting, healthy or unhealthy; undefined without a health check. */
  readonly health: string | undefined;
  /** How to reach it from here; undefined when it publishes no port. */
  readonly url: string | undefined;
  readonly port: string | undefined;
}

const deadlineMs = 5000;

/**
 * Finds the service by the labels that compose writes on its containers, the running one first. Undefined when there is
 * none for the project in `root`. Rejects with a DockerApiError when the engine stops answering.
 */
export async function findComposeService(endpoint: DockerEndpoint, root: string): Promise<ComposeService | undefined> {
  const label = ["com.docker.compose.service=postgres", "com.docker.compose.oneoff=False"];
  const path = `/containers/json?all=1&filters=${encodeURIComponent(JSON.stringify({ label }))}`;
  const { body } = await askDocker(endpoint, { path, deadlineMs });
  const ours = listField(body).filter((container) => {
    const folder = textField(container, "Labels", "com.docker.compose.project.working_dir");
    return folder !== undefined && isSameFolder(folder, root);
  });
  const container = ours.find((one) => textField(one, "State") === "running") ?? ours[0];
  const id = textField(container, "Id");
  return id === undefined ? undefined : readComposeService(endpoint, id);
}

/** Looks at a container again; undefined when it is gone. */
export async function readComposeService(endpoint: DockerEndpoint, id: string): Promise<ComposeService | undefined> {
  const { status, body } = await askDocker(endpoint, { path: `/containers/${id}/json`, deadlineMs });
  if (status !== 200) return undefined;
  const binding = field(body, "NetworkSettings", "Ports", "5432/tcp", 0);
  const port = textField(binding, "HostPort");
  return {
    id,
    status: textField(body, "State", "Status") ?? "unknown",
    health: textField(body, "State", "Health", "Status"),
    port,
    url: port ? serviceUrl(body, hostOf(endpoint, textField(binding, "HostIp")), port) : undefined,
  };
}

/** The login stands in the container's own environment, so that nothing here repeats docker-compose.yml. */
function serviceUrl(body: unknown, host: string, port: string): string {
  const variable = (name: string): string | undefined => {
    const lines = listField(body, "Config", "Env").filter((line) => typeof line === "string");
    return lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
  };
  const user = variable("POSTGRES_USER") || "postgres";
  const password = variable("POSTGRES_PASSWORD") ?? "";
  const database = variable("POSTGRES_DB") || user;
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return `postgres://${login}@${host}:${port}/${encodeURIComponent(database)}`;
}

function hostOf(endpoint: DockerEndpoint, address: string | undefined): string {
  if (address && address !== "0.0.0.0" && address !== "::") return address.includes(":") ? `[${address}]` : address;
  return endpoint.kind === "tcp" ? endpoint.host : "127.0.0.1";
}

/** Compose writes the folder as the shell gave it: perhaps through a symlink, or in another spelling of upper case. */
function isSameFolder(one: string, other: string): boolean {
  return spelling(one) === spelling(other);
}

function spelling(folder: string): string {
  let path = folder;
  try {
    path = realpathSync.native(folder);
  } catch {
    // Removed, or a path of another system: its text is all there is.
  }
  return process.platform === "linux" ? path : path.toLowerCase();
}
