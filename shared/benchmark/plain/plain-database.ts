import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { homeLabel, runHome, runLabel } from "#shared/postgres/docker/run-labels.ts";
import { embeddedRung } from "#shared/postgres/rungs/embedded.ts";

/** Where a plain test file gets its PostgreSQL from. Handed to its process as JSON in this environment variable. */
export const plainDatabaseVariable = "PLAIN_DATABASE";

export type PlainDatabase =
  /** One server that runs already, with a database that is there. */
  | { readonly kind: "shared"; readonly url: string; readonly schemaSql: string }
  /** A server of its own, from a copy of a prepared data directory: ours, without the sharing. */
  | (OwnServer & { readonly kind: "server" })
  /** A container of its own, as the manual of Testcontainers shows it. */
  | (OwnServer & { readonly kind: "container"; readonly image: string });

interface OwnServer {
  readonly root: string;
  readonly runId: string;
  readonly runFolder: string;
  readonly schemaSql: string;
}

export interface OpenPlainDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** Called once in a test file, before its tests. */
export async function openPlainDatabase(database: PlainDatabase): Promise<OpenPlainDatabase> {
  if (database.kind === "shared") return { url: database.url, stop: async () => undefined };
  const own = database.kind === "server" ? await openServer(database) : await openContainer(database);
  const client = new Client(own.url);
  await client.connect();
  await client.query(database.schemaSql);
  await client.end();
  return own;
}

async function openServer({ root, runFolder }: OwnServer): Promise<OpenPlainDatabase> {
  // An id of its own, because the data's place is named after it; written down in the run's folder all the same.
  const runId = randomBytes(6).toString("hex");
  const rung = await embeddedRung.open({ root, runId, runFolder, forced: true, say: () => undefined, env: {} });
  if (rung.kind === "absent") throw new Error(rung.why);
  return { url: rung.adminUrl, stop: () => rung.stop() };
}

async function openContainer({ root, runId, image }: OwnServer & { image: string }): Promise<OpenPlainDatabase> {
  const { GenericContainer, Wait } = await import("testcontainers");
  const container = await new GenericContainer(image)
    .withEnvironment({ POSTGRES_PASSWORD: "plain" })
    .withExposedPorts(5432)
    .withLabels({ [runLabel]: runId, [homeLabel]: runHome(root) })
    // Spares the rival its helper container (Ryuk), a second more; the label does its work.
    .withAutoCleanup(false)
    .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
    .start();
  return {
    url: `postgres://postgres:plain@${container.getHost()}:${container.getMappedPort(5432)}/postgres`,
    stop: async () => void (await container.stop()),
  };
}
