import { randomBytes } from "node:crypto";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { askServer } from "../server-facts.ts";
import type { DockerEndpoint } from "./docker-endpoint.ts";
import { removeContainer, removeRunContainers } from "./leftover-containers.ts";
import { createLogTail } from "./log-tail.ts";
import { publishedHost } from "./published-host.ts";
import { homeLabel, runHome, runLabel } from "./run-labels.ts";
import { loadTestcontainers } from "./testcontainers.ts";

/** For data that nobody will miss: in memory, and nothing is forced to the disk. Start-up takes 1.4 s instead of 3. */
const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"];
/** Collation differs between images and machines unless it is named. Needs PostgreSQL 17. */
const initdbArguments = "--locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C.UTF-8 --no-sync";
/** From PostgreSQL 18 on, the mount is the parent of the data directory. */
const dataMount = "/var/lib/postgresql";

export interface StartedPostgres {
  readonly adminUrl: string;
  stop(): Promise<void>;
}

export interface ContainerOptions {
  readonly endpoint: DockerEndpoint;
  readonly image: string;
  readonly root: string;
  readonly runId: string;
  readonly deadlineMs: number;
}

/** It did not get ready; the message is one clause that ends with the last words of the server's log. */
export class ContainerStartError extends Error {
  override readonly name = "ContainerStartError";
}

/** Starts a throw-away PostgreSQL from an image that is on the machine. A ContainerStartError leaves nothing behind. */
export async function startPostgresContainer(options: ContainerOptions): Promise<StartedPostgres> {
  const { endpoint, image, runId, deadlineMs } = options;
  const log = createLogTail();
  const ended = Promise.withResolvers<never>();
  const giveUp = new AbortController();
  const starting = startContainer(options, giveUp.signal, (stream) =>
    log.follow(stream, () => ended.reject(new Error("it ended by itself"))),
  );
  try {
    return await Promise.race([starting, ended.promise, failAfter(deadlineMs, giveUp.signal)]);
  } catch (error) {
    giveUp.abort();
    // One that gets ready after all, once nobody waits for it any more.
    starting.then((container) => container.stop()).catch(() => undefined);
    const lastWords = await log.lastWords();
    await removeRunContainers(endpoint, runId);
    const end = lastWords === "" ? "" : `; its log ends: ${lastWords}`;
    const message = `the container of ${image} did not start: ${(error as Error).message}${end}`;
    throw new ContainerStartError(message, { cause: error });
  } finally {
    giveUp.abort();
    log.close();
  }
}

async function startContainer(
  options: ContainerOptions,
  signal: AbortSignal,
  followLog: (log: Readable) => void,
): Promise<StartedPostgres> {
  const { endpoint, image, root, runId, deadlineMs } = options;
  const host = await publishedHost(endpoint);
  const { testcontainers, client } = await loadTestcontainers(endpoint, host, signal);
  const { GenericContainer, Wait } = testcontainers;

  class PostgresContainer extends GenericContainer {
    /** Left alone, testcontainers goes on when nobody waits any more, and publishes the port to the whole network. */
    protected override async beforeContainerCreated(): Promise<void> {
      signal.throwIfAborted();
      if (host === "127.0.0.1") this.hostConfig.PortBindings = { "5432/tcp": [{ HostIp: "127.0.0.1", HostPort: "0" }] };
    }

    /** withLogConsumer() listens only once the port is published: too late for a container that ends at once. */
    protected override async containerCreated(id: string): Promise<void> {
      followLog(await client.container.attach(client.container.getById(id)));
    }
  }

  const password = randomBytes(16).toString("hex");
  const started = await new PostgresContainer(image)
    .withEnvironment({
      POSTGRES_USER: "hood",
      POSTGRES_PASSWORD: password,
      POSTGRES_DB: "postgres",
      POSTGRES_INITDB_ARGS: initdbArguments,
    })
    .withCommand(["postgres", ...settings.flatMap((setting) => ["-c", setting])])
    .withTmpFs({ [dataMount]: "rw" })
    .withExposedPorts(5432)
    .withLabels({ [runLabel]: runId, [homeLabel]: runHome(root) })
    // No helper container (Ryuk), which would be one more image to fetch: the next run removes what a killed one left.
    .withAutoCleanup(false)
    // The first time it is the server that sets up the data, and the second time the one that stays.
    .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
    .withStartupTimeout(deadlineMs)
    .start();
  const adminUrl = `postgres://hood:${password}@${host}:${started.getMappedPort(5432)}/postgres`;
  await waitUntilReachable(adminUrl, deadlineMs);
  return {
    adminUrl,
    async stop() {
      await removeContainer(endpoint, started.getId());
    },
  };
}

/** Docker Desktop forwards a port a moment after the server inside is ready. */
async function waitUntilReachable(url: string, deadlineMs: number): Promise<void> {
  const giveUp = performance.now() + deadlineMs;
  for (;;) {
    try {
      await askServer(url, deadlineMs);
      return;
    } catch (error) {
      if (performance.now() > giveUp) throw error;
      await wait(50);
    }
  }
}

async function failAfter(deadlineMs: number, signal: AbortSignal): Promise<never> {
  await wait(deadlineMs, undefined, { signal });
  throw new Error(`not ready after ${deadlineMs / 1000} s`);
}
