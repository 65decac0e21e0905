import { setTimeout as wait } from "node:timers/promises";
import { type ComposeService, findComposeService, readComposeService } from "../docker/compose-service.ts";
import type { DockerEndpoint } from "../docker/docker-endpoint.ts";
import { probeDeadline, probeDocker } from "../docker/docker-probe.ts";
import type { AbsentRung, OpenRung, Rung } from "../rung.ts";
import { askServer } from "../server-facts.ts";

/** A first start takes 3 s here; a slow disk under Docker Desktop needs several times as long. */
const healthDeadlineMs = 30_000;
const lookAgainMs = 200;
const connectDeadlineMs = 5000;

const startIt = "Start it: docker compose up -d --wait";
const readItsLog = "Read its log: docker compose logs postgres";

/** The project's own docker-compose.yml, when the user has it up. It keeps its data, and nobody here stops it. */
export const composeRung: Rung = {
  name: "compose",
  async open({ root, env, forced, say }) {
    const docker = await probeDocker({ env, deadlineMs: probeDeadline(forced) });
    if (docker.kind !== "ready") return absent(docker.why, docker.next);
    try {
      const service = await findComposeService(docker.endpoint, root);
      return await useService(forced ? await waitUntilHealthy(docker.endpoint, service, say) : service, forced);
    } catch (error) {
      return absent(`Docker stopped answering (${(error as Error).message})`, readItsLog);
    }
  },
};

async function useService(service: ComposeService | undefined, forced: boolean): Promise<OpenRung | AbsentRung> {
  const name = "the compose service postgres";
  if (!service || ["created", "exited", "dead", "removing"].includes(service.status)) {
    return absent(`${name} is not up`, startIt);
  }
  if (service.status === "paused") return absent(`${name} is paused`, "Wake it: docker compose unpause");
  if (service.status !== "running") return absent(`${name} is ${service.status}`, readItsLog);
  if (service.health === "starting") {
    const patience = forced ? ` after ${healthDeadlineMs / 1000} s` : "";
    return absent(
      `${name} is still starting${patience}`,
      forced ? readItsLog : "Wait for it: docker compose up -d --wait",
    );
  }
  if (!service.url) {
    return absent(`${name} publishes no port`, "Make it anew: docker compose up -d --wait --force-recreate");
  }
  try {
    // This decides, not the word "unhealthy", which Docker also says for some seconds after a pause or a sleep.
    await askServer(service.url, connectDeadlineMs);
  } catch (error) {
    return absent(`${name} is up but cannot be used (${(error as Error).message})`, readItsLog);
  }
  return {
    kind: "open",
    adminUrl: service.url,
    description: `${name} on port ${service.port}`,
    outlivesRun: true,
    stop: async () => undefined,
  };
}

async function waitUntilHealthy(
  endpoint: DockerEndpoint,
  service: ComposeService | undefined,
  say: (line: string) => void,
): Promise<ComposeService | undefined> {
  let latest = service;
  const isStarting = () => latest?.status === "running" && latest.health === "starting";
  if (isStarting()) say("Waiting for the compose service postgres to get healthy ...");
  const giveUp = performance.now() + healthDeadlineMs;
  while (latest && isStarting() && performance.now() < giveUp) {
    await wait(lookAgainMs);
    latest = await readComposeService(endpoint, latest.id);
  }
  return latest;
}

function absent(why: string, next: string): AbsentRung {
  return { kind: "absent", why, next };
}
