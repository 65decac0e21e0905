import { fileURLToPath } from "node:url";
import type { CliOptions, Vitest } from "vitest/node";
import type { BenchContext } from "#shared/bench/context.ts";
import type { KeptWorker } from "./kept-worker.ts";

declare module "vitest" {
  interface ProvidedContext {
    hood: BenchContext;
  }
}

const runner = fileURLToPath(new URL("./lesson-runner.ts", import.meta.url));

const signals = ["SIGINT", "SIGTERM"] as const;

/** Milliseconds for one test: several requests, each with its own shorter deadline. */
const testTimeout = 20_000;

/**
 * Vitest with our configuration and no other: files of that name in a lesson or above it are not read. It watches
 * nothing; the check tells it what to run.
 */
export async function openVitest(root: string, worker: KeptWorker): Promise<Vitest> {
  const { createVitest } = await import("vitest/node");
  const options: CliOptions = {
    config: false,
    root,
    watch: false, // it stays loaded all the same, and runs only what it is told to
    pool: worker.pool as never,
    isolate: false,
    fileParallelism: false,
    maxWorkers: 1,
    runner,
    include: [],
    reporters: [{}],
    passWithNoTests: false,
    allowOnly: false,
    retry: 0,
    testTimeout,
    hookTimeout: testTimeout,
    coverage: { enabled: false },
    server: { deps: { external: [/[\\/]shared[\\/]bench[\\/]/, /[\\/]lesson-runner\.ts$/] } },
  };
  const keepSignals = rememberSignalListeners();
  const vitest = await createVitest(options, {
    envDir: false,
    cacheDir: `${root}/.hood/vite`,
    server: { hmr: false },
    logLevel: "silent",
  });
  await vitest.standalone();
  keepSignals();
  return vitest;
}

/*
 * Vitest and Vite end the whole process on Ctrl-C, before the command has stopped what it started. Returns a function
 * that takes away the listeners added since.
 */
function rememberSignalListeners(): () => void {
  const before = signals.map((signal) => new Set(process.listeners(signal)));
  return () => {
    for (const [index, signal] of signals.entries()) {
      for (const listener of process.listeners(signal))
        if (!before[index]?.has(listener)) process.off(signal, listener);
    }
  };
}
