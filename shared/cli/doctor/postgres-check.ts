import { type AppliedLimits, cloneLimits } from "#shared/postgres/clone-limits.ts";
import { databaseLimits } from "#shared/postgres/database-limits.ts";
import { type RungName, rungNames } from "#shared/postgres/rung.ts";
import { composeRung } from "#shared/postgres/rungs/compose.ts";
import { containerRung } from "#shared/postgres/rungs/container.ts";
import { embeddedRung } from "#shared/postgres/rungs/embedded.ts";
import { urlRung } from "#shared/postgres/rungs/url.ts";
import { askServer } from "#shared/postgres/server-facts.ts";
import type { Run } from "#shared/runs/run.ts";
import { words } from "../words/index.ts";
import { type Check, type Finding, type Machine, named, note, ok, problem } from "./check.ts";

const rungs = [urlRung, composeRung, containerRung, embeddedRung];
const queryDeadline = 5_000;

/** One way to a PostgreSQL, as it was found: a server that answered a query, or why there is none. */
export type RungFound =
  | {
      readonly name: RungName;
      readonly version: string;
      readonly description: string;
      /** What the server applies to a service's role, read back from it. */
      readonly limits: AppliedLimits;
    }
  | { readonly name: RungName; readonly why: string; readonly next: string };

/** Opens every PostgreSQL that the course could use, asks it, and stops what was started. Fetches nothing. */
export async function postgresChecks({ root, env, platform, run }: Machine): Promise<Check[]> {
  const say = words.doctor.postgres;
  if (!run) return [named(words.doctor.names.postgres, note(say.notTried))];
  const found = await Promise.all(rungs.map((rung) => tryRung(rung, { root, env, run })));
  return judgeRungs(found, env, platform);
}

async function tryRung(
  { name, open }: (typeof rungs)[number],
  { root, env, run }: { root: string; env: NodeJS.ProcessEnv; run: Run },
): Promise<RungFound> {
  const options = { root, runId: run.id, runFolder: run.folder, forced: false, say: () => undefined, env };
  const rung = await open(options);
  if (rung.kind === "absent") return { name, why: rung.why, next: rung.next };
  try {
    const { version } = await askServer(rung.adminUrl, queryDeadline);
    const limits = await databaseLimits({ adminUrl: rung.adminUrl, runId: run.id });
    return { name, version, description: rung.description, limits };
  } catch (error) {
    return { name, why: (error as Error).message, next: words.doctor.postgres.lookAgain };
  } finally {
    await rung.stop();
  }
}

/** A server that was asked for by name and cannot be had is a problem, and so is the last hope; the rest are notes. */
export function judgeRungs(found: readonly RungFound[], env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Check[] {
  const say = words.doctor.postgres;
  const asked = env.HOOD_POSTGRES || (env.DATABASE_URL ? "url" : undefined);
  const variable = env.HOOD_POSTGRES ? `HOOD_POSTGRES=${env.HOOD_POSTGRES}` : "DATABASE_URL";
  const none = asked === undefined && found.every((rung) => "why" in rung);
  const checks = found
    // Nobody misses an address that was never given.
    .filter(({ name }) => name !== "url" || env.DATABASE_URL || asked === "url")
    .map((rung) => {
      const name = say.rungName(rung.name);
      if (!("why" in rung)) return named(name, judgeServer(rung));
      if (rung.name === asked) return named(name, problem(say.askedFor(variable, rung.why), rung.next));
      if (none && rung.name === "embedded") return named(name, problem(say.lastHope(rung.why), rung.next));
      return named(name, note(say.notUsed(rung.why), rung.next));
    });
  if (asked === undefined || rungNames.some((name) => name === asked)) return checks;
  return [
    named(words.doctor.names.postgres, problem(say.unknown(variable, rungNames), say.unset(platform))),
    ...checks,
  ];
}

function judgeServer({ version, description, limits }: Extract<RungFound, { version: string }>): Finding {
  const say = words.doctor.postgres;
  const open = [
    ...(limits.connections === undefined ? [say.noConnectionLimit(cloneLimits.connections)] : []),
    ...(limits.statementTimeout === undefined ? [say.noStatementLimit(cloneLimits.statementTimeout / 1000)] : []),
  ];
  const answers = say.answers(version, description);
  return open.length === 0 ? ok(answers) : note(say.unlimited(answers, open));
}
