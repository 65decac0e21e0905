import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { noteStarted } from "#shared/runs/run.ts";
import { unprivilegedAccount } from "../embedded/account.ts";
import { findBinaries } from "../embedded/binaries.ts";
import { choosePlace, makeDataDirectory } from "../embedded/data-directory.ts";
import { explainFailure } from "../embedded/explain-failure.ts";
import { startOnFreePort } from "../embedded/start-on-free-port.ts";
import type { Rung } from "../rung.ts";

/** PostgreSQL from npm: no Docker, no installation, no rights. Its data is thrown away with the run. */
export const embeddedRung: Rung = {
  name: "embedded",
  async open({ root, runId, runFolder }) {
    try {
      const account = unprivilegedAccount();
      const binaries = await findBinaries(account);
      const place = choosePlace(runId, runFolder, account);
      noteStarted(runFolder, { folder: place.folder });
      const { password } = await makeDataDirectory({ root, runId, folder: place.folder, binaries, account });
      const { server, port } = await startOnFreePort({
        binaries,
        account,
        folder: place.folder,
        life: "throw-away",
        runId,
      });
      noteStarted(runFolder, { process: server.pid, proof: place.folder, kind: "server" });
      return {
        kind: "open",
        adminUrl: `postgres://hood:${password}@127.0.0.1:${port}/postgres`,
        description: `PostgreSQL from npm${place.inMemory ? ", data in memory" : ""}`,
        outlivesRun: false,
        async stop() {
          await server.stop();
          await rm(place.folder, { recursive: true, force: true });
        },
      };
    } catch (error) {
      return { kind: "absent", ...explainFailure(error, [runFolder, tmpdir()]) };
    }
  },
};
