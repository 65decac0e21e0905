import { defineConfig } from "vitest/config";

/* The tooling's own tests. Lessons' tests run through `npm run check`, which brings its own configuration. */
export default defineConfig({
  test: {
    include: ["shared/**/*.test.ts"],
    exclude: ["**/fixtures/**", "**/template/**"],
    globalSetup: "shared/postgres/tooling-server.ts",
    // Only against what never ends: each step of a test has a shorter deadline, and says what it waited for.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    // Each file opens servers and processes of its own; a shared module would tie them together.
    isolate: true,
    allowOnly: false,
    passWithNoTests: false,
  },
});
