import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { openRun } from "#shared/runs/run.ts";
import { openPostgres } from "./ladder.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL for the tooling's own tests; each makes its own databases. */
    postgres: { readonly adminUrl: string; readonly runId: string };
  }
}

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Vitest's global set-up: one embedded server for all of the tooling's tests. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const run = await openRun(root);
  const server = await openPostgres({ root, run, env: { ...process.env, HOOD_POSTGRES: "embedded" } });
  project.provide("postgres", { adminUrl: server.adminUrl, runId: server.runId });
  return async () => {
    await server[Symbol.asyncDispose]();
    await run[Symbol.asyncDispose]();
  };
}
