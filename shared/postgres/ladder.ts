import { Client } from "pg";
import { isRunAlive } from "#shared/runs/alive.ts";
import type { Run } from "#shared/runs/run.ts";
import { removeLeftoverContainers } from "./docker/leftover-containers.ts";
import { PostgresError } from "./postgres-error.ts";
import { claimServer, releaseServer, removeDeadRunsDatabases } from "./run-mark.ts";
import { type AbsentRung, type OpenRung, type Rung, type RungName, rungNames } from "./rung.ts";
import { composeRung } from "./rungs/compose.ts";
import { containerRung } from "./rungs/container.ts";
import { embeddedRung } from "./rungs/embedded.ts";
import { urlRung } from "./rungs/url.ts";

const ladder: readonly Rung[] = [urlRung, composeRung, containerRung, embeddedRung];

/** A server that this run may create databases on. Disposing it drops what the run created and stops what it started. */
export interface PostgresServer extends AsyncDisposable {
  readonly rung: RungName;
  /** One line: which PostgreSQL, its version, and why this one. */
  readonly description: string;
  readonly adminUrl: string;
  readonly runId: string;
  /** False when the server does not answer any more: killed, or removed under us. */
  answers(): Promise<boolean>;
}

/**
 * Climbs the ladder (docs/decisions/0002-postgresql-ladder.md): the first rung that answers wins. `HOOD_POSTGRES` forces a rung.
 * Throws a PostgresError that says what to do when the forced rung, a DATABASE_URL that is set, or every rung fails.
 */
export async function openPostgres(options: {
  readonly root: string;
  readonly run: Run;
  readonly say?: (line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
  /** Other rungs than the usual ones, or another order of them. */
  readonly rungs?: readonly Rung[];
}): Promise<PostgresServer> {
  const { root, run, say = () => undefined, env = process.env, rungs = ladder } = options;
  const forced = forcedRung(env);
  const absent: [RungName, AbsentRung][] = [];
  for (const { name, open } of rungs) {
    if (forced && name !== forced) continue;
    const rung = await open({
      root,
      runId: run.id,
      runFolder: run.folder,
      forced: name === forced,
      say,
      env,
    });
    if (rung.kind === "open") {
      // Beside the work, whatever the rung: a run that was killed may have used another one.
      const cleaning = removeLeftoverContainers({ env, root, isAlive: isRunAlive });
      const stop = () => Promise.all([rung.stop(), cleaning]).then(() => undefined);
      return openServer(name, { ...rung, stop }, run, describeChoice(name, forced, absent));
    }
    absent.push([name, rung]);
    // Somebody who sets DATABASE_URL means that server and no other.
    if (name === forced || (name === "url" && env.DATABASE_URL)) throw rungFailure(name, forced, rung);
  }
  const lines = absent.map(([name, { why, next }]) => `  ${name}: ${why}. ${next}`);
  throw new PostgresError("no-rung", ["No PostgreSQL could be had:", ...lines].join("\n"));
}

function forcedRung(env: NodeJS.ProcessEnv): RungName | undefined {
  const name = env.HOOD_POSTGRES;
  if (!name) return undefined;
  const known = rungNames.find((rung) => rung === name);
  if (known) return known;
  throw new PostgresError("unknown-rung", `HOOD_POSTGRES is "${name}"; it can be ${rungNames.join(", ")}, or unset.`);
}

function rungFailure(name: RungName, forced: RungName | undefined, rung: AbsentRung): PostgresError {
  const asked = forced ? `HOOD_POSTGRES=${name} asks for this PostgreSQL` : "DATABASE_URL asks for this PostgreSQL";
  return new PostgresError("rung-absent", `${asked}, but ${rung.why}.\n${rung.next}`);
}

function describeChoice(
  name: RungName,
  forced: RungName | undefined,
  absent: readonly [RungName, AbsentRung][],
): string {
  if (forced) return `HOOD_POSTGRES=${forced}`;
  if (name === "url") return "DATABASE_URL is set";
  if (name === "compose") return "it is up";
  return absent.at(-1)?.[1].why ?? "it comes first";
}

async function openServer(name: RungName, rung: OpenRung, run: Run, why: string): Promise<PostgresServer> {
  const admin = new Client(rung.adminUrl);
  // The server may vanish while nothing is asked of it; the next question says so.
  admin.on("error", () => undefined);
  try {
    await admin.connect();
    await removeDeadRunsDatabases(admin, rung.adminUrl);
    await claimServer(admin, run.id, { ownServer: name === "embedded" || name === "container" });
    const { rows } = await admin.query<{ server_version: string }>("show server_version");
    const version = rows[0]?.server_version.split(" ")[0];
    return {
      rung: name,
      description: `PostgreSQL ${version} (${name}: ${rung.description}; ${why})`,
      adminUrl: rung.adminUrl,
      runId: run.id,
      answers: () =>
        admin.query("select 1").then(
          () => true,
          () => false,
        ),
      async [Symbol.asyncDispose]() {
        if (rung.outlivesRun) await releaseServer(admin, rung.adminUrl, run.id).catch(() => undefined);
        await admin.end().catch(() => undefined);
        await rung.stop();
      },
    };
  } catch (error) {
    await admin.end().catch(() => undefined);
    await rung.stop();
    throw error;
  }
}
