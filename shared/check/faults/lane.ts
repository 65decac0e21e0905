import { Client } from "pg";
import type { PostgresServer } from "#shared/postgres/ladder.ts";
import { claimServer, releaseServer } from "#shared/postgres/run-mark.ts";
import { openRun } from "#shared/runs/run.ts";
import { Checker } from "../checker.ts";
import type { Ground } from "./traces.ts";

/** Where faults are tried one after another. A run of its own tells their traces from what the command itself does. */
export interface Lane extends Ground {
  readonly root: string;
  readonly checker: Pick<Checker, "checkLesson">;
}

/** `postgres`: the command's server; what the faults make on it bears the lane's own mark. */
export async function openLane(options: {
  readonly root: string;
  readonly postgres: () => Promise<PostgresServer>;
}): Promise<Lane & AsyncDisposable> {
  const { root, postgres } = options;
  const run = await openRun(root);
  let claimed: { readonly adminUrl: string; readonly admin: Client } | undefined;
  const claim = async (): Promise<PostgresServer> => {
    const server = await postgres();
    if (claimed?.adminUrl === server.adminUrl) return server;
    await claimed?.admin.end().catch(() => undefined); // that server is gone
    const admin = new Client(server.adminUrl);
    admin.on("error", () => undefined); // the next question says so
    await admin.connect();
    await claimServer(admin, run.id, { ownServer: false });
    claimed = { adminUrl: server.adminUrl, admin };
    return server;
  };
  const checker = new Checker({ root, run, postgres: claim });
  checker.warm();
  return {
    root,
    run,
    checker,
    get admin() {
      return claimed?.admin;
    },
    async [Symbol.asyncDispose]() {
      await checker[Symbol.asyncDispose]();
      if (claimed) {
        await releaseServer(claimed.admin, claimed.adminUrl, run.id).catch(() => undefined); // a lost server has nothing left to remove
        await claimed.admin.end().catch(() => undefined);
      }
      await run[Symbol.asyncDispose]();
    },
  };
}
