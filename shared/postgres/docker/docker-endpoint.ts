import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { findContext } from "./docker-context.ts";

/** Where a Docker engine listens. `uri` is the way people write it. */
export type DockerEndpoint =
  | { readonly kind: "socket"; readonly uri: string; readonly path: string }
  | { readonly kind: "tcp"; readonly uri: string; readonly host: string; readonly port: number; readonly tls?: string };

/** Where to look for the engine, before anything was asked. */
export type DockerSearch =
  /** Somebody chose: `by` names the choice, `undo` takes it back. No other address may be tried. */
  | { readonly kind: "chosen"; readonly by: string; readonly undo: string; readonly endpoint: DockerEndpoint }
  | { readonly kind: "unusable"; readonly why: string; readonly next: string }
  /** The usual sockets that exist here, the likeliest first. */
  | { readonly kind: "usual"; readonly endpoints: readonly DockerEndpoint[] };

/** Looks where the docker command line looks: DOCKER_HOST, the current context, then the usual sockets. No requests. */
export function findDocker(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): DockerSearch {
  const home = (platform === "win32" ? env.USERPROFILE : env.HOME) ?? homedir();
  if (env.DOCKER_HOST) {
    const undo = platform === "win32" ? "Remove-Item Env:DOCKER_HOST" : "unset DOCKER_HOST";
    return chosen(env.DOCKER_HOST, "DOCKER_HOST is", undo, hostTlsFolder(env, home));
  }
  const context = findContext(env, home, platform);
  if (!context) return { kind: "usual", endpoints: usualEndpoints(env, home, platform) };
  const { name, undo } = context;
  if (context.host) return chosen(context.host, `the Docker context "${name}" leads to`, undo, context.tls);
  return { kind: "unusable", why: `the Docker context "${name}" does not exist`, next: `Leave it: ${undo}` };
}

function chosen(uri: string, by: string, undo: string, tls: string | undefined): DockerSearch {
  const endpoint = parseDockerHost(uri, tls);
  if (endpoint) return { kind: "chosen", by: `${by} ${uri}`, undo, endpoint };
  return {
    kind: "unusable",
    why: `${by} ${uri}, and this course reaches Docker only through unix://, npipe:// and tcp:// addresses`,
    next: `Leave it: ${undo}`,
  };
}

/** The address in DOCKER_HOST's notation; undefined when it is none that plain HTTP can reach (such as ssh://). */
export function parseDockerHost(uri: string, tls?: string): DockerEndpoint | undefined {
  const socket = /^(?:unix|npipe):\/\/(.+)$/.exec(uri)?.[1];
  if (socket) return { kind: "socket", uri, path: socket };
  if (!/^(?:tcp|https?):\/\//.test(uri) || !URL.canParse(uri)) return undefined;
  const { protocol, hostname, port } = new URL(uri);
  if (hostname === "") return undefined;
  const secure = protocol === "https:" || tls !== undefined;
  const host = hostname.replace(/^\[|\]$/g, "");
  const endpoint = { kind: "tcp", uri, host, port: Number(port) || (secure ? 2376 : 2375) } as const;
  return secure ? { ...endpoint, tls: tls ?? "" } : endpoint;
}

function hostTlsFolder(env: NodeJS.ProcessEnv, home: string): string | undefined {
  return env.DOCKER_TLS_VERIFY ? (env.DOCKER_CERT_PATH ?? join(home, ".docker")) : undefined;
}

/** The same places, in the same order, as testcontainers. */
function usualEndpoints(env: NodeJS.ProcessEnv, home: string, platform: NodeJS.Platform): DockerEndpoint[] {
  // A look at a pipe's file opens a connection, so it is not looked at.
  if (platform === "win32") return [socketEndpoint("npipe", "//./pipe/docker_engine")];
  const paths = ["/var/run/docker.sock"];
  if (env.XDG_RUNTIME_DIR) paths.push(join(env.XDG_RUNTIME_DIR, "docker.sock"));
  paths.push(join(home, ".docker", "run", "docker.sock"), join(home, ".docker", "desktop", "docker.sock"));
  const user = process.getuid?.();
  if (user !== undefined) paths.push(`/run/user/${user}/docker.sock`);
  // Docker Desktop links the first to the third: a hung engine must not be waited for twice.
  const seen = new Set<string>();
  return paths
    .filter((path) => existsSync(path) && !seen.has(realpathSync(path)) && seen.add(realpathSync(path)))
    .map((path) => socketEndpoint("unix", path));
}

function socketEndpoint(scheme: "unix" | "npipe", path: string): DockerEndpoint {
  return { kind: "socket", uri: `${scheme}://${path}`, path };
}
