import type { ContainerRuntimeClient } from "testcontainers";
import type { DockerEndpoint } from "./docker-endpoint.ts";
import { textField } from "./json-field.ts";

export interface Testcontainers {
  readonly testcontainers: typeof import("testcontainers");
  readonly client: ContainerRuntimeClient;
}

/**
 * Loads testcontainers (0.3 s) and connects it to this engine. Left alone it reads the process's own environment, knows
 * no Docker contexts, silently passes over an engine that does not answer to take another, and in a container of its own
 * looks for `host`, where published ports are, with an image from the internet; it looks once, at its first use. Rejects
 * when it ended up elsewhere all the same. After `signal` nobody waits for it any more.
 */
export async function loadTestcontainers(
  endpoint: DockerEndpoint,
  host: string,
  signal: AbortSignal,
): Promise<Testcontainers> {
  const testcontainers = await import("testcontainers");
  signal.throwIfAborted();
  const address = testcontainersAddress(endpoint);
  const restore = replaceVariables({
    DOCKER_HOST: address,
    TESTCONTAINERS_HOST_OVERRIDE: host,
    ...(endpoint.kind === "tcp" && {
      DOCKER_TLS_VERIFY: endpoint.tls ? "1" : undefined,
      DOCKER_CERT_PATH: endpoint.tls || undefined,
    }),
  });
  // An engine that hangs would keep the variables for ever.
  signal.addEventListener("abort", restore, { once: true });
  let client: ContainerRuntimeClient;
  try {
    client = await testcontainers.getContainerRuntimeClient();
  } finally {
    signal.removeEventListener("abort", restore);
    if (!signal.aborted) restore();
  }
  const { modem } = client.container.dockerode;
  const reached = endpoint.kind === "tcp" ? textField(modem, "host") : textField(modem, "socketPath");
  const { hostname, pathname } = new URL(address);
  if (reached === (endpoint.kind === "tcp" ? hostname : pathname)) return { testcontainers, client };
  throw new Error(`Docker stopped answering at ${endpoint.uri}`);
}

/**
 * The engine's address as testcontainers can read it. It takes the path of a socket out with `new URL`, which drops the
 * dot of npipe:////./pipe/...: backslashes keep it.
 */
export function testcontainersAddress(endpoint: DockerEndpoint): string {
  if (endpoint.kind === "tcp") {
    return `tcp://${endpoint.host.includes(":") ? `[${endpoint.host}]` : endpoint.host}:${endpoint.port}`;
  }
  return endpoint.path.startsWith("//./") ? `npipe:${endpoint.path.replaceAll("/", "\\")}` : `unix://${endpoint.path}`;
}

/** Sets (or, for undefined, removes) variables of this process; the answer puts the old values back. */
function replaceVariables(values: Record<string, string | undefined>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  const set = ([name, value]: readonly [string, string | undefined]) => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  Object.entries(values).forEach(set);
  return () => before.forEach(set);
}
