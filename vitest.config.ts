import { defineConfig } from "vitest/config";

/* The tooling's own tests. Lessons' tests run through `npm run check`, which brings its own configuration. */
export default defineConfig({
  test: {
    include: ["shared/**/*.test.ts"],
    exclude: ["**/fixtures/**", "**/template/**"],
    globalSetup: "shared/postgres/tooling-server.ts",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Each file opens servers and processes of its own; a shared module would tie them together.
    isolate: true,
    allowOnly: false,
    passWithNoTests: false,
  },
});
