import { readFileSync } from "node:fs";
import { join } from "node:path";
import { unprivilegedAccount } from "../embedded/account.ts";
import type { Rung } from "../rung.ts";
import { callKeeper } from "./call-keeper.ts";
import { keptDataFolder, keptHome } from "./kept-place.ts";

/** PostgreSQL from npm, with rows that stay from one use to the next. Those who use it at the same time share it. */
export const keptRung = (courseFolder: string): Rung => ({
  name: "embedded",
  async open({ root, say }) {
    try {
      const home = keptHome(courseFolder);
      const { port, notices, leave } = await callKeeper(root, home);
      for (const notice of notices) say(notice);
      const folder = keptDataFolder(home, unprivilegedAccount());
      const password = readFileSync(join(folder, "password"), "utf8").trim();
      return {
        kind: "open",
        adminUrl: `postgres://hood:${password}@127.0.0.1:${port}/postgres`,
        description: "PostgreSQL from npm, whose rows stay",
        outlivesRun: true,
        stop: leave,
      };
    } catch (error) {
      return {
        kind: "absent",
        why: `PostgreSQL from npm did not start: ${(error as Error).message.trim()}`,
        next: "See what the machine lacks: npm run doctor",
      };
    }
  },
});
