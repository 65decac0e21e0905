import { join } from "node:path";
import { defineConfig } from "vitest/config";

/**
 * Proofs against a real Docker engine, with the image of postgres-image.ts on the machine:
 * vitest run --config shared/postgres/docker/vitest.docker.config.ts
 */
export default defineConfig({
  root: join(import.meta.dirname, "../../.."),
  test: {
    include: ["shared/**/*.docker-test.ts"],
    // A start takes 1-3 s here. Each waits for an event with a deadline of its own below this one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
