import { askDocker, DockerApiError } from "./docker-api.ts";
import { type DockerEndpoint, type DockerSearch, findDocker } from "./docker-endpoint.ts";
import {
  chosenProblem,
  type DockerProblem,
  type NoEngine,
  neverStarted,
  noImage,
  notInstalled,
  usualProblem,
} from "./docker-problems.ts";
import { textField } from "./json-field.ts";
import { isOnPath } from "./program-path.ts";

interface Engine {
  readonly endpoint: DockerEndpoint;
  readonly version: string;
}

/** An engine that answers. `hasImage` is true when the image asked about is there, undefined when none was asked about. */
export interface DockerReady extends Engine {
  readonly kind: "ready";
  readonly hasImage: true | undefined;
}

/** An engine that answers but lacks the image: a problem, though one that a pull may solve. */
export interface DockerNoImage extends Engine, DockerProblem<"no-image"> {}

export type DockerProbe = DockerReady | DockerNoImage | NoEngine;

export interface ProbeOptions {
  readonly env: NodeJS.ProcessEnv;
  /** For each request; a paused Docker Desktop accepts connections and then says nothing. */
  readonly deadlineMs?: number;
  readonly image?: string;
  readonly platform?: NodeJS.Platform;
  /** Where to look; only tests give their own. */
  readonly search?: DockerSearch;
}

/** Milliseconds for an engine that the user asked for by name, and for one that is merely looked for at every start. */
export const probeDeadline = (forced: boolean): number => (forced ? 5000 : 1500);

/** Finds out within milliseconds (no program is started) whether Docker can be used, and if not, which of five reasons. */
export async function probeDocker(options: ProbeOptions): Promise<DockerProbe> {
  const { env, deadlineMs = 5000, image, platform = process.platform } = options;
  const { search = findDocker(env, platform) } = options;
  const engine = await findEngine({ env, deadlineMs, platform, search });
  if ("kind" in engine) return engine;
  if (image === undefined) return { kind: "ready", ...engine, hasImage: undefined };
  try {
    const { status } = await askDocker(engine.endpoint, { path: `/images/${encodeURI(image)}/json`, deadlineMs });
    return status === 200 ? { kind: "ready", ...engine, hasImage: true } : { ...engine, ...noImage(image) };
  } catch (error) {
    return problemOf(error, engine.endpoint, search, platform);
  }
}

type Look = Required<Pick<ProbeOptions, "env" | "deadlineMs" | "platform" | "search">>;

async function findEngine({ env, deadlineMs, platform, search }: Look): Promise<Engine | NoEngine> {
  if (search.kind === "unusable") return { kind: "not-running", why: search.why, next: search.next };
  let problem: NoEngine | undefined;
  for (const endpoint of search.kind === "chosen" ? [search.endpoint] : search.endpoints) {
    try {
      return { endpoint, version: await askVersion(endpoint, deadlineMs) };
    } catch (error) {
      // A usual place where nothing is says less than the ones that follow.
      if (search.kind === "usual" && error instanceof DockerApiError && error.code === "ENOENT") continue;
      problem ??= problemOf(error, endpoint, search, platform);
    }
  }
  return problem ?? (isOnPath("docker", env, platform) ? neverStarted(platform) : notInstalled(platform));
}

async function askVersion(endpoint: DockerEndpoint, deadlineMs: number): Promise<string> {
  const { status, body } = await askDocker(endpoint, { path: "/version", deadlineMs });
  const version = textField(body, "Version");
  if (status === 200 && version !== undefined) return version;
  const message = textField(body, "message") ?? "and not like Docker";
  throw new DockerApiError("BAD_ANSWER", `it answers with status ${status}, ${message}`);
}

function problemOf(
  error: unknown,
  endpoint: DockerEndpoint,
  search: DockerSearch,
  platform: NodeJS.Platform,
): NoEngine {
  if (!(error instanceof DockerApiError)) throw error;
  return search.kind === "chosen" ? chosenProblem(error, search) : usualProblem(error, endpoint.uri, platform);
}
