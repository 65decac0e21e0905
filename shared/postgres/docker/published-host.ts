import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { askDocker } from "./docker-api.ts";
import type { DockerEndpoint } from "./docker-endpoint.ts";
import { listField, textField } from "./json-field.ts";

export interface Here {
  readonly isContainer: boolean;
  readonly name: string;
}

const deadlineMs = 5000;

const here = (): Here => ({
  isContainer: existsSync("/.dockerenv") || existsSync("/run/.containerenv"),
  name: hostname(),
});

/**
 * The host at which ports that this engine publishes are reached; "127.0.0.1" exactly when loopback will do. A process
 * in a container (a dev container, a CI job) may share its machine with the engine, which then bears its name, or have
 * been lent the socket of an engine outside, whose ports are on that engine's bridge.
 */
export async function publishedHost(endpoint: DockerEndpoint, place = here()): Promise<string> {
  if (endpoint.kind === "tcp") return isLoopback(endpoint.host) ? "127.0.0.1" : endpoint.host;
  if (!place.isContainer) return "127.0.0.1";
  const { body: info } = await askDocker(endpoint, { path: "/info", deadlineMs });
  if (textField(info, "Name") === place.name) return "127.0.0.1";
  const { body: bridge } = await askDocker(endpoint, { path: "/networks/bridge", deadlineMs });
  const gateways = listField(bridge, "IPAM", "Config").map((c) => textField(c, "Gateway"));
  return gateways.find((gateway) => gateway !== undefined) ?? "host.docker.internal";
}

const isLoopback = (host: string) => host === "localhost" || host === "::1" || host.startsWith("127.");
