import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { setBenchContext } from "#shared/bench/context.ts";
import { startTest } from "#shared/bench/evidence.ts";
import { openShop } from "#shared/bench/index.ts";
import { settleRetired } from "#shared/bench/retired.ts";
import { systemEnvironment } from "#shared/bench/service/spare.ts";
import { workbench } from "#shared/bench/workbench.ts";
import { type Databases, openDatabases, type Template } from "#shared/postgres/databases.ts";
import { freePort } from "#shared/postgres/free-port.ts";
import { killGroup, runMark } from "#shared/runs/process-tree.ts";
import { type Bench, cardShelf } from "../bench.ts";
import { contextFor } from "../bench-context.ts";
import type { Row } from "../row.ts";
import { serviceUrl } from "../service-url.ts";
import { rest, within } from "../waiting.ts";
import { layOutSolution } from "./saving.ts";

const usualRounds = 20;

/** Milliseconds between two looks whether a process listens: the error of the unpooled side. */
const lookEvery = 2;
const startLimit = 20_000;

/** A fresh process on a fresh database, as each test gets it: from the full pool, and made on demand. */
export async function measureClaim(bench: Bench): Promise<Row[]> {
  const lesson = cardShelf(bench.course);
  const folder = join(bench.run.folder, "claim");
  mkdirSync(folder, { recursive: true });
  layOutSolution(lesson, folder);
  const rounds = bench.rounds ?? usualRounds;
  // More tests than are opened: towards the end of a lesson the pool starts no spares that nobody will need.
  const context = contextFor(bench, lesson, { sourceFolder: folder, testCount: rounds + 10 });
  const pooled: number[] = [];
  const unpooled: number[] = [];
  await using databases = openDatabases(bench.postgres);
  const template = await databases.template(lesson.schemaSql);
  await using _ = workbench;
  setBenchContext(context);
  await workbench.prepare(context);
  for (let round = 0; round <= rounds; round += 1) {
    await rest(bench.signal);
    const claimed = await claim(`round ${round}`);
    await rest(bench.signal);
    const made = await make(bench, folder, databases, template);
    if (round === 0) continue; // loads what later rounds find loaded
    pooled.push(claimed);
    unpooled.push(made);
  }
  return [
    {
      name: "claim",
      what: "one fresh process and one fresh database for a test, from the warm pool, until the service listens",
      unit: "ms",
      samples: pooled,
      target: { below: 40 },
      rivals: [{ what: "the same made on demand: create database, start node, load, listen", samples: unpooled }],
      notes: [],
    },
  ];
}

async function claim(title: string): Promise<number> {
  startTest(title);
  const startedAt = performance.now();
  const shop = await openShop();
  const took = performance.now() - startedAt;
  await shop[Symbol.asyncDispose]();
  const { faults, troubles } = await settleRetired();
  const trouble = faults[0]?.words.what ?? troubles[0];
  if (trouble !== undefined) throw new Error(trouble);
  return took;
}

async function make(bench: Bench, folder: string, databases: Databases, template: Template): Promise<number> {
  const startedAt = performance.now();
  const clone = await databases.clone(template);
  const port = await freePort();
  const child = spawn(process.execPath, ["src/server.ts"], {
    cwd: folder,
    stdio: "ignore",
    detached: process.platform !== "win32",
    env: {
      ...systemEnvironment(),
      [runMark]: bench.run.id,
      NODE_ENV: "production",
      PORT: String(port),
      DATABASE_URL: serviceUrl(clone),
    },
  });
  const ended = once(child, "exit");
  try {
    await within(untilListening(port, bench.signal), { deadlineMs: startLimit, what: "node", signal: bench.signal });
    return performance.now() - startedAt;
  } finally {
    if (child.pid) killGroup(child.pid);
    await ended;
    await clone.drop();
  }
}

async function untilListening(port: number, signal: AbortSignal): Promise<void> {
  while (!(await accepts(port))) await wait(lookEvery, undefined, { signal });
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => finish(true)).once("error", () => finish(false));
  });
}
