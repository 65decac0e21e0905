import type { DockerEndpoint } from "../docker/docker-endpoint.ts";
import { probeDeadline, probeDocker } from "../docker/docker-probe.ts";
import { ContainerStartError, startPostgresContainer } from "../docker/postgres-container.ts";
import { postgresImage } from "../docker/postgres-image.ts";
import { pullImage } from "../docker/pull-image.ts";
import type { AbsentRung, OpenRung, Rung, RungOptions } from "../rung.ts";

/** From the request to the first answered query; 1.4 s here, and a laptop on its last battery gets forty times as much. */
const startDeadlineMs = 60_000;

/** A throw-away container. Without being asked for by name it fetches nothing: what it needs has to be there. */
export const containerRung: Rung = {
  name: "container",
  async open(options): Promise<OpenRung | AbsentRung> {
    const { env, forced, say } = options;
    const image = postgresImage(env);
    const deadlineMs = probeDeadline(forced);
    const docker = await probeDocker({ env, image, deadlineMs });
    if (docker.kind === "no-image" && forced) {
      const failure = await pullImage(docker.endpoint, { image, say });
      if (failure !== undefined) return absent(`${docker.why} and cannot be fetched: ${failure}`, docker.next);
    } else if (docker.kind !== "ready") {
      return absent(docker.why, docker.next);
    }
    return start(options, docker.endpoint, image);
  },
};

async function start(options: RungOptions, endpoint: DockerEndpoint, image: string): Promise<OpenRung | AbsentRung> {
  const { root, runId } = options;
  try {
    const container = await startPostgresContainer({
      endpoint,
      image,
      root,
      runId,
      deadlineMs: startDeadlineMs,
    });
    return { kind: "open", ...container, description: `a container of ${image}`, outlivesRun: false };
  } catch (error) {
    if (!(error instanceof ContainerStartError)) throw error;
    return absent(error.message, `See whether it starts by hand: docker run --rm -e POSTGRES_PASSWORD=test ${image}`);
  }
}

function absent(why: string, next: string): AbsentRung {
  return { kind: "absent", why, next };
}
