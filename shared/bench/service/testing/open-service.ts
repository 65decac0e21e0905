import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BenchContext } from "#shared/bench/context.ts";
import { openRun } from "#shared/runs/run.ts";
import type { ServiceProcess } from "../service-process.ts";
import { startSpare } from "../spare.ts";
import { startService } from "../start-service.ts";

/* Only for tests: services from source text, started as a check starts them, with all guards. */

/** The repository. */
export const root = fileURLToPath(new URL("../../../..", import.meta.url));

export interface ServiceBench extends AsyncDisposable {
  readonly context: BenchContext;
  /** Starts a service whose `server.ts` is this; throws the LessonFailure of one that does not come to listen. */
  start(source: string): Promise<ServiceProcess>;
}

export async function openServiceBench(): Promise<ServiceBench> {
  const run = await openRun(root);
  const context: BenchContext = {
    root,
    runId: run.id,
    runFolder: run.folder,
    sourceFolder: join(run.folder, "source-1"),
    displayFolder: "lessons/01-tried",
    schemaSql: undefined,
    env: {},
    neighbours: [],
    testCount: 1,
    firstTest: undefined,
    patience: 3,
    inspectPort: undefined,
    postgres: undefined,
  };
  const services: ServiceProcess[] = [];
  mkdirSync(join(context.sourceFolder, "src"), { recursive: true });
  return {
    context,
    async start(source) {
      writeFileSync(join(context.sourceFolder, "src", "server.ts"), source);
      const spare = startSpare({ root, runId: run.id, runFolder: run.folder, warmUrl: undefined });
      await spare.ready;
      const service = await startService(context, async () => spare, {});
      services.push(service);
      return service;
    },
    async [Symbol.asyncDispose]() {
      for (const service of services) service.kill();
      await Promise.all(services.map((service) => service.waitForExit(10_000)));
      await run[Symbol.asyncDispose]();
    },
  };
}

/** The source of a service that runs one of these pieces of code for each path, and answers with what it returns. */
export function answering(codes: Readonly<Record<string, string>>): string {
  const routes = Object.entries(codes).map(
    ([path, code]) => `app.get("${path}", async (_request, response) => {
      response.json((await (async () => { ${code} })()) ?? null);
    });`,
  );
  return `import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import express from "express";

const kept: unknown[] = [];
const app = express();
${routes.join("\n")}
app.listen(Number(process.env.PORT), "127.0.0.1");
`;
}

/** Asks a service for a path: the status and the body, or 0 when there is no answer. */
export async function ask(service: ServiceProcess, path: string): Promise<{ status: number; body: unknown }> {
  try {
    const answer = await fetch(`http://127.0.0.1:${service.port}${path}`);
    const text = await answer.text();
    return { status: answer.status, body: answer.ok ? JSON.parse(text) : text };
  } catch {
    return { status: 0, body: undefined };
  }
}
